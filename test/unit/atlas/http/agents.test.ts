import assert from "node:assert/strict";
import * as http from "node:http";
import * as https from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import { createAgent } from "../../../../provider/atlas/http/agents.js";

const ATLAS = "https://cloud.mongodb.com";
const PROXY = { url: new URL("http://proxy.test:3128"), name: "proxy.test:3128" };

/** Options that Node keeps of an agent, one of them outside its types. */
const settings = (agent: http.Agent): readonly unknown[] => [
  agent.maxSockets,
  (agent as http.Agent & { readonly keepAlive: boolean }).keepAlive,
];

describe("createAgent", () => {
  it("limits the connections of an https URL", async () => {
    const agent = await createAgent(ATLAS, 7, undefined);
    assert.equal(agent.constructor, https.Agent);
    assert.deepEqual(settings(agent), [7, true]);
  });

  it("limits the connections of an http URL, and ignores the proxy", async () => {
    const agent = await createAgent("http://127.0.0.1:8080", 7, { ...PROXY, authorization: undefined });
    assert.equal(agent.constructor, http.Agent);
    assert.deepEqual(settings(agent), [7, true]);
  });

  it("gives the error of several addresses a message, which node-fetch shows", async () => {
    const agent = await createAgent("http://127.0.0.1:8080", 7, undefined);
    const errors = ["connect EINVAL fe80::1:80", "connect EINVAL fe80::2:80"].map((text) => new Error(text));
    const failing = (_options: object, done: (error: Error) => void): void => {
      done(new AggregateError(errors));
    };
    Object.assign(agent, { createConnection: failing });
    const error = await new Promise<Error>((resolve) => {
      http.get({ host: "two.test", agent }).once("error", resolve);
    });
    assert.ok(error instanceof AggregateError);
    assert.equal(error.message, "connect EINVAL fe80::1:80; connect EINVAL fe80::2:80");
  });

  for (const authorization of [undefined, "Basic dXNlcjpwQHNz"]) {
    it(`goes through the proxy, without a limit and with the authorization ${String(authorization)}`, async () => {
      const agent = await createAgent(ATLAS, 7, { ...PROXY, authorization });
      assert.ok(agent instanceof HttpsProxyAgent);
      assert.equal(agent.proxy.href, "http://proxy.test:3128/");
      assert.deepEqual(settings(agent), [Infinity, true]);
      const headers = authorization === undefined ? {} : { "Proxy-Authorization": authorization };
      assert.ok(typeof agent.proxyHeaders === "function");
      assert.deepEqual(agent.proxyHeaders(), headers);
    });
  }
});
