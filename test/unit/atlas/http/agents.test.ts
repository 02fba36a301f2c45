import assert from "node:assert/strict";
import * as http from "node:http";
import { createAgent } from "../../../../provider/atlas/http/agents.js";

const PROXY = { url: new URL("http://proxy.test:3128"), name: "proxy.test:3128", authorization: undefined };

describe("createAgent", () => {
  for (const [url, proxy, kind, maxSockets] of [
    ["https://cloud.mongodb.com", undefined, "Agent https:", 7],
    ["http://127.0.0.1:8080", PROXY, "Agent http:", 7],
    ["https://cloud.mongodb.com", PROXY, "TunnelAgent http:", Infinity],
  ] as const) {
    it(`keeps connections to ${url} alive, at most ${maxSockets}${proxy ? ", where there is a proxy" : ""}`, async () => {
      const agent = await createAgent(url, 7, proxy);
      // Two fields that the types of Node do not have.
      const { keepAlive, protocol } = agent as http.Agent & { keepAlive: boolean; protocol: string };
      const found = [`${agent.constructor.name} ${protocol}`, agent.maxSockets, keepAlive];
      assert.deepEqual(found, [kind, maxSockets, true]);
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
