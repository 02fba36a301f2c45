import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasClient } from "../../../../provider/atlas/client/client.js";
import { Clients } from "../../../../provider/pulumi/process/clients.js";
import { type ReadConfig } from "../../../../provider/config/resolve-config.js";
import { resolveSettings } from "../../../../provider/config/settings.js";

const CONFIG: ReadConfig = {
  baseUrl: "https://atlas.example.com",
  credentials: { source: "the environment", kind: "accessToken", accessToken: "one-token" },
  settings: resolveSettings(() => undefined),
};

const { credentials, settings } = CONFIG;
const { source } = credentials;
const OTHERS: readonly ReadConfig[] = [
  { ...CONFIG, baseUrl: "https://other.example.com" },
  { ...CONFIG, credentials: { source, kind: "accessToken", accessToken: "other-token" } },
  { ...CONFIG, credentials: { source, kind: "apiKey", publicKey: "p", privateKey: "one-token" } },
  { ...CONFIG, settings: { ...settings, maxConcurrentReads: 1 } },
];

describe("Clients", () => {
  it("returns one client for one configuration, and shares none with another instance", () => {
    const clients = new Clients();
    const client = clients.forConfig(CONFIG);
    assert.ok(client instanceof AtlasClient);
    assert.equal(client.baseUrl, CONFIG.baseUrl);
    assert.equal(clients.forConfig(structuredClone(CONFIG)), client);
    assert.notEqual(new Clients().forConfig(CONFIG), client);
  });

  it("returns another client for another base URL, token, kind of credentials or setting", () => {
    const clients = new Clients();
    const all = [CONFIG, ...OTHERS].map((config) => clients.forConfig(config));
    assert.equal(new Set(all).size, all.length);
    assert.equal(clients.forConfig(CONFIG), all[0]);
  });

  it("closes each of its clients once", async () => {
    const close = sinon.stub(AtlasClient.prototype, "close").resolves();
    const clients = new Clients();
    await clients.close();
    assert.ok(close.notCalled);
    const made = [clients.forConfig(CONFIG), ...OTHERS.map((other) => clients.forConfig(other))];
    clients.forConfig(CONFIG);
    await clients.close();
    assert.deepEqual(close.thisValues, made);
  });

  context("after its last read", () => {
    let timers: sinon.SinonFakeTimers;
    let close: sinon.SinonStub;
    let clients: Clients;
    const use = (
      read: (client: AtlasClient) => Promise<unknown> = (client) => Promise.resolve(client),
    ): Promise<unknown> => clients.use(CONFIG, read);

    beforeEach(() => {
      timers = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      close = sinon.stub(AtlasClient.prototype, "close").resolves();
      clients = new Clients();
    });

    it("keeps a client for five minutes, then closes and forgets it", async () => {
      const client = await use();
      await timers.tickAsync(299_999);
      assert.equal(await use(), client);
      await timers.tickAsync(299_999);
      assert.ok(close.notCalled);
      await timers.tickAsync(1);
      assert.deepEqual(close.thisValues, [client]);
      assert.notEqual(clients.forConfig(CONFIG), client);
    });

    it("closes a client with a failed read", async () => {
      await assert.rejects(
        use(() => Promise.reject(new Error("it broke"))),
        /it broke/,
      );
      await timers.tickAsync(300_000);
      assert.ok(close.calledOnce);
    });

    it("closes no client with a read, and none whose reads have not begun", async () => {
      clients.forConfig(OTHERS[0] ?? CONFIG);
      void use(() => new Promise(() => undefined));
      const client = await use();
      await timers.tickAsync(600_000);
      assert.ok(close.notCalled);
      assert.equal(clients.forConfig(CONFIG), client);
    });

    it("keeps a client that is used again while it is closed, and takes its revocations", async () => {
      let end: () => void = () => undefined;
      close.returns(new Promise<void>((resolve) => (end = resolve)));
      const take = sinon.stub(AtlasClient.prototype, "takeRevocations").returns([]);
      const client = await use();
      await timers.tickAsync(300_000);
      clients.takeRevocations();
      assert.deepEqual(take.thisValues, [client]);
      void use(() => new Promise(() => undefined));
      end();
      await timers.tickAsync(0);
      assert.equal(clients.forConfig(CONFIG), client);
    });
  });
});
