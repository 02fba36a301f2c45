import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import sinon from "sinon";
import { watchEngine } from "../../provider/pulumi/host/engine-watch.js";

/** Time between two looks, in milliseconds. */
const INTERVAL = 2_000;

describe("watchEngine", () => {
  let clock: sinon.SinonFakeTimers;

  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  });

  afterEach(() => {
    sinon.restore();
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
