import assert from "node:assert/strict";
import * as http from "node:http";
import { createAgent } from "../../../../provider/atlas/http/agents.js";

const ATLAS = "https://cloud.mongodb.com";
const PROXY = { url: new URL("http://proxy.test:3128"), name: "proxy.test:3128", authorization: undefined };
const AUTHORIZED = { "Proxy-Authorization": "Basic eA==" };

/** Fields that the types of Node do not have. */
interface Untyped {
  readonly keepAlive: boolean;
  readonly protocol: string;
  readonly proxyHeaders?: () => object;
}

describe("createAgent", () => {
  for (const [url, proxy, kind, maxSockets, headers] of [
    [ATLAS, undefined, "Agent https:", 7, undefined],
    ["http://127.0.0.1:8080", PROXY, "Agent http:", 7, undefined],
    [ATLAS, PROXY, "TunnelAgent http:", Infinity, {}],
    [ATLAS, { ...PROXY, authorization: "Basic eA==" }, "TunnelAgent http:", Infinity, AUTHORIZED],
  ] as const) {
    it(`keeps connections to ${url} alive, at most ${maxSockets}, with ${JSON.stringify(proxy)}`, async () => {
      const agent = await createAgent(url, 7, proxy);
      const { keepAlive, protocol, proxyHeaders } = agent as http.Agent & Untyped;
      const found = [`${agent.constructor.name} ${protocol}`, agent.maxSockets, keepAlive, proxyHeaders?.()];
      assert.deepEqual(found, [kind, maxSockets, true, headers]);
    });
  }

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
});
