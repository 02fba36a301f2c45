import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasClient } from "../../../../provider/atlas/client/client.js";
import { Clients } from "../../../../provider/pulumi/process/clients.js";
import { type ReadConfig } from "../../../../provider/config/resolve-config.js";

const CONFIG: ReadConfig = {
  baseUrl: "https://atlas.example.com",
  credentials: { source: "the environment", kind: "accessToken", accessToken: "one-token" },
  settings: { requestTimeoutSeconds: 30, retryTimeoutSeconds: 120, maxConcurrentReads: 20 },
};

const { credentials, settings } = CONFIG;
const { source } = credentials;
const OTHERS: readonly (readonly [string, ReadConfig])[] = [
  ["base URL", { ...CONFIG, baseUrl: "https://other.example.com" }],
  ["token", { ...CONFIG, credentials: { source, kind: "accessToken", accessToken: "other-token" } }],
  ["kind", { ...CONFIG, credentials: { source, kind: "apiKey", publicKey: "p", privateKey: "one-token" } }],
  ["setting", { ...CONFIG, settings: { ...settings, maxConcurrentReads: 1 } }],
];

describe("Clients", () => {
  afterEach(() => {
    sinon.restore();
  });

  it("returns one client for one configuration, and shares none with another instance", () => {
    const clients = new Clients();
    const client = clients.forConfig(CONFIG);
    assert.ok(client instanceof AtlasClient);
    assert.equal(client.baseUrl, CONFIG.baseUrl);
    assert.equal(clients.forConfig(structuredClone(CONFIG)), client);
    assert.notEqual(new Clients().forConfig(CONFIG), client);
  });

  for (const [name, other] of OTHERS) {
    it(`returns another client for another ${name}`, () => {
      const clients = new Clients();
      const client = clients.forConfig(CONFIG);
      assert.notEqual(clients.forConfig(other), client);
      assert.equal(clients.forConfig(CONFIG), client);
    });
  }

  it("closes each of its clients once", async () => {
    const close = sinon.stub(AtlasClient.prototype, "close").resolves();
    const clients = new Clients();
    await clients.close();
    assert.ok(close.notCalled);
    const made = [clients.forConfig(CONFIG), ...OTHERS.map(([, other]) => clients.forConfig(other))];
    clients.forConfig(CONFIG);
    await clients.close();
    assert.deepEqual(close.thisValues, made);
  });

  it("closes only when every client has closed", async () => {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    sinon.stub(AtlasClient.prototype, "close").resolves().onSecondCall().returns(ended);
    const clients = new Clients();
    for (const [, config] of OTHERS) clients.forConfig(config);
    const closed = sinon.spy();
    const closing = clients.close().then(closed);
    await new Promise(setImmediate);
    assert.ok(closed.notCalled);
    end();
    await closing;
    assert.ok(closed.calledOnce);
  });

  context("for reads with more and more configurations", () => {
    /** Most clients without a read. */
    const KEPT = 32;
    const configOf = (n: number): ReadConfig => ({ ...CONFIG, baseUrl: `https://atlas${n}.example.com` });
    const useOf = (clients: Clients, n: number): Promise<AtlasClient> =>
      clients.use(configOf(n), (client) => Promise.resolve(client));

    it("closes each client without a read, but for the 32 last used", async () => {
      const close = sinon.stub(AtlasClient.prototype, "close").resolves();
      const clients = new Clients();
      const first = await useOf(clients, 0);
      for (let n = 1; n < KEPT; n++) await useOf(clients, n);
      assert.equal(await useOf(clients, 0), first);
      assert.ok(close.notCalled);
      for (let n = KEPT; n < KEPT + 7; n++) await useOf(clients, n);
      assert.equal(await useOf(clients, 0), first);
      assert.equal(close.callCount, 7);
      assert.ok(!close.thisValues.includes(first));
    });

    it("closes a client with a failed read", async () => {
      const close = sinon.stub(AtlasClient.prototype, "close").resolves();
      const clients = new Clients();
      await assert.rejects(
        clients.use(CONFIG, () => Promise.reject(new Error("it broke"))),
        /it broke/,
      );
      for (let n = 0; n < KEPT; n++) await useOf(clients, n);
      assert.equal(close.callCount, 1);
    });

    it("closes no client with a read, and shares it", async () => {
      const close = sinon.stub(AtlasClient.prototype, "close").resolves();
      const clients = new Clients();
      let end: () => void = () => undefined;
      const reading = clients.use(CONFIG, () => new Promise<void>((resolve) => (end = resolve)));
      const client = await clients.use(CONFIG, (same) => Promise.resolve(same));
      for (let n = 0; n < KEPT + 12; n++) await useOf(clients, n);
      assert.ok(close.callCount === 12 && !close.thisValues.includes(client));
      assert.equal(clients.forConfig(CONFIG), client);
      end();
      await reading;
    });

    it("takes the revocations of a client that is being closed", async () => {
      let end: () => void = () => undefined;
      sinon.stub(AtlasClient.prototype, "close").returns(new Promise((resolve) => (end = resolve)));
      const take = sinon.stub(AtlasClient.prototype, "takeRevocations").returns([]);
      const clients = new Clients();
      for (let n = 0; n <= KEPT; n++) await useOf(clients, n);
      clients.takeRevocations();
      assert.equal(take.callCount, KEPT + 1);
      end();
      await new Promise(setImmediate);
      clients.takeRevocations();
      assert.equal(take.callCount, 2 * KEPT + 1);
    });
  });
});
