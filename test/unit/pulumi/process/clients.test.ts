import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasClient } from "../../../../provider/atlas/client/client.js";
import { Clients } from "../../../../provider/pulumi/process/clients.js";
import { type Lookup } from "../../../../provider/config/keys.js";
import { type ReadConfig } from "../../../../provider/config/resolve-config.js";

const CONFIG: ReadConfig = {
  baseUrl: "https://atlas.example.com",
  credentials: { source: "the environment", kind: "accessToken", accessToken: "one-token" },
  settings: { requestTimeoutSeconds: 30, retryTimeoutSeconds: 120, maxConcurrentReads: 20 },
};

const OTHERS: readonly (readonly [string, ReadConfig])[] = [
  ["base URL", { ...CONFIG, baseUrl: "https://other.example.com" }],
  [
    "token",
    {
      ...CONFIG,
      credentials: { source: "the environment", kind: "accessToken", accessToken: "other-token" },
    },
  ],
  [
    "kind of credentials",
    {
      ...CONFIG,
      credentials: { source: "the environment", kind: "apiKey", publicKey: "p", privateKey: "one-token" },
    },
  ],
  ["setting", { ...CONFIG, settings: { ...CONFIG.settings, maxConcurrentReads: 1 } }],
];

describe("Clients", () => {
  afterEach(() => {
    sinon.restore();
  });

  it("gives one client for one configuration", () => {
    const clients = new Clients();
    const client = clients.for(CONFIG);
    assert.ok(client instanceof AtlasClient);
    assert.equal(client.baseUrl, CONFIG.baseUrl);
    assert.equal(clients.for(structuredClone(CONFIG)), client);
  });

  for (const [name, other] of OTHERS) {
    it(`gives another client for another ${name}`, () => {
      const clients = new Clients();
      const client = clients.for(CONFIG);
      assert.notEqual(clients.for(other), client);
      assert.equal(clients.for(CONFIG), client);
    });
  }

  it("shares no client with another instance", () => {
    assert.notEqual(new Clients().for(CONFIG), new Clients().for(CONFIG));
  });

  it("closes each of its clients once", async () => {
    const close = sinon.stub(AtlasClient.prototype, "close").resolves();
    const clients = new Clients();
    const made = [clients.for(CONFIG), ...OTHERS.map(([, other]) => clients.for(other))];
    clients.for(CONFIG);
    await clients.close();
    assert.deepEqual(close.thisValues, made);
  });

  it("has closed only when every client has", async () => {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    sinon.stub(AtlasClient.prototype, "close").resolves().onSecondCall().returns(ended);
    const clients = new Clients();
    for (const [, config] of OTHERS) clients.for(config);
    const closed = sinon.spy();
    const closing = clients.close().then(closed);
    await new Promise(setImmediate);
    assert.ok(closed.notCalled);
    end();
    await closing;
    assert.ok(closed.calledOnce);
  });

  it("has nothing to close without a client", async () => {
    const close = sinon.stub(AtlasClient.prototype, "close").resolves();
    await new Clients().close();
    assert.ok(close.notCalled);
  });

  context("when the configuration is looked up", () => {
    const sources = (
      config: Record<string, string>,
      environment: Record<string, string> = {},
    ): { config: Lookup; environment: Lookup } => ({
      config: (key) => config[key],
      environment: (key) => environment[key],
    });
    const TOKEN = { "mongodbatlas:accessToken": "one-token" };

    it("gives the same client while nothing has changed", () => {
      const clients = new Clients();
      assert.equal(clients.in(sources(TOKEN)), clients.in(sources({ ...TOKEN })));
    });

    const CHANGES: readonly (readonly [string, Record<string, string>, Record<string, string>])[] = [
      ["a credential", { "mongodbatlas:accessToken": "other-token" }, {}],
      ["a setting that was not there", { ...TOKEN, "atlas-data-lake:maxConcurrentReads": "3" }, {}],
      ["the base URL", { ...TOKEN, "mongodbatlas:baseUrl": "https://other.example" }, {}],
      ["the base URL of the environment", TOKEN, { MONGODB_ATLAS_BASE_URL: "https://other.example" }],
      ["where the credentials are", {}, { MONGODB_ATLAS_ACCESS_TOKEN: "env-token" }],
    ];
    for (const [name, config, environment] of CHANGES) {
      it(`gives another client after a change of ${name}, and the first one again after its end`, () => {
        const clients = new Clients();
        const first = clients.in(sources(TOKEN));
        assert.notEqual(clients.in(sources(config, environment)), first);
        assert.equal(clients.in(sources(TOKEN)), first);
      });
    }

    it("says what is wrong each time, also after a configuration that was right", () => {
      const clients = new Clients();
      clients.in(sources(TOKEN));
      const wrong = sources({ ...TOKEN, "atlas-data-lake:retryTimeoutSeconds": "soon" });
      for (let n = 0; n < 2; n++) assert.throws(() => clients.in(wrong), { code: "INVALID_CONFIGURATION" });
    });
  });
});
