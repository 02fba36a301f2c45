import assert from "node:assert/strict";
import * as http from "node:http";
import * as https from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import sinon from "sinon";
import { createAgent } from "../../../../provider/atlas/http/agents.js";
import { findProxy } from "../../../../provider/atlas/http/proxy.js";

const ATLAS = "https://cloud.mongodb.com";
const PROXY = "http://proxy.test:3128";

/** What Node keeps of an agent's options, one of them outside its types. */
const settings = (agent: http.Agent): readonly unknown[] => [
  agent.maxSockets,
  (agent as http.Agent & { readonly keepAlive: boolean }).keepAlive,
];

describe("createAgent", () => {
  afterEach(() => {
    sinon.restore();
  });

  const create = async (env: Record<string, string>, baseUrl = ATLAS): Promise<http.Agent> => {
    sinon.stub(process, "env").value(env);
    return createAgent(baseUrl, 7, await findProxy(baseUrl));
  };

  const PROXIED: readonly (readonly [string, Record<string, string>])[] = [
    ["HTTPS_PROXY is set", { HTTPS_PROXY: PROXY }],
    ["https_proxy is set", { https_proxy: PROXY }],
    ["only ALL_PROXY is set", { ALL_PROXY: PROXY }],
    ["NO_PROXY names another host", { HTTPS_PROXY: PROXY, NO_PROXY: "example.com,localhost" }],
    ["NO_PROXY names another port", { HTTPS_PROXY: PROXY, NO_PROXY: "cloud.mongodb.com:8443" }],
  ];
  for (const [name, env] of PROXIED) {
    context(`when ${name}`, () => {
      it("goes through the proxy, with no queue for its tunnels", async () => {
        const agent = await create(env);
        assert.ok(agent instanceof HttpsProxyAgent);
        assert.equal(agent.proxy.href, `${PROXY}/`);
        assert.deepEqual(settings(agent), [Infinity, true]);
      });
    });
  }

  const DIRECT: readonly (readonly [string, Record<string, string>])[] = [
    ["no proxy is set", {}],
    ["HTTPS_PROXY is empty", { HTTPS_PROXY: "" }],
    ["only HTTP_PROXY is set", { HTTP_PROXY: PROXY }],
    ["NO_PROXY names the host", { HTTPS_PROXY: PROXY, NO_PROXY: "localhost,cloud.mongodb.com" }],
    ["NO_PROXY names its domain", { HTTPS_PROXY: PROXY, NO_PROXY: ".mongodb.com" }],
    ["NO_PROXY names every host", { HTTPS_PROXY: PROXY, no_proxy: "*" }],
  ];
  for (const [name, env] of DIRECT) {
    context(`when ${name}`, () => {
      it("connects to an https URL itself, with as many connections as it may", async () => {
        const agent = await create(env);
        assert.equal(agent.constructor, https.Agent);
        assert.deepEqual(settings(agent), [7, true]);
      });
    });
  }

  context("when the URL is plain http", () => {
    it("goes through no proxy", async () => {
      const agent = await create({ HTTP_PROXY: PROXY, HTTPS_PROXY: PROXY }, "http://127.0.0.1:8080");
      assert.equal(agent.constructor, http.Agent);
      assert.deepEqual(settings(agent), [7, true]);
    });
  });

  context("when the proxy's URL has credentials", () => {
    it("keeps them out of the agent's URL, and gives them to the proxy as Basic", async () => {
      const agent = await create({ HTTPS_PROXY: "http://user:p%40ss@proxy.test:3128" });
      assert.ok(agent instanceof HttpsProxyAgent);
      assert.equal(agent.proxy.href, `${PROXY}/`);
      assert.deepEqual(agent.proxyHeaders, { "Proxy-Authorization": "Basic dXNlcjpwQHNz" });
    });
  });
});
