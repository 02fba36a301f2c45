import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import sinon from "sinon";
import { engineAddress, watchEngine } from "../../provider/pulumi/host/engine-end.js";

/** Time between two looks, in milliseconds. */
const INTERVAL = 2_000;

describe("engineAddress", () => {
  for (const [args, address] of [
    [["127.0.0.1:4711", "/project"], "127.0.0.1:4711"],
    [["--logtostderr", "-v=3", "127.0.0.1:4711"], "127.0.0.1:4711"],
    [["--tracing", "tcp://127.0.0.1:99", "127.0.0.1:4711"], "127.0.0.1:4711"],
    [["test/a.test.ts", "atlas.example:443"], undefined],
  ] as const) {
    it(`of ${args.join(" ")} is ${String(address)}`, () => {
      assert.equal(engineAddress(["node", "host.js", ...args]), address);
    });
  }
});

describe("watchEngine", () => {
  let clock: sinon.SinonFakeTimers;

  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  });

  /** Lets the next looks happen, each of which takes a connection on loopback. */
  async function looks(count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      clock.tick(INTERVAL);
      await delay(50);
    }
  }

  it("calls back once when the engine refuses connections twice in a row, and not while it accepts them", async () => {
    const engine = createServer().listen(0, "127.0.0.1");
    await once(engine, "listening");
    const { port } = engine.address() as AddressInfo;
    const onGone = sinon.spy();
    watchEngine(`127.0.0.1:${String(port)}`, onGone);
    await looks(3);
    assert.equal(onGone.callCount, 0);
    engine.close();
    await once(engine, "close");
    await looks(1);
    assert.equal(onGone.callCount, 0);
    await looks(3);
    assert.equal(onGone.callCount, 1);
  });
});
