import assert from "node:assert/strict";
import sinon, { type SinonFakeTimers } from "sinon";
import { RateLimit } from "../../../../provider/atlas/client/rate-limit.js";
import { type HttpResponse } from "../../../../provider/atlas/http/types.js";
import { noSignal, response } from "../../../helpers/fake-send.js";

const ok = (remaining?: number | string, more: Record<string, string> = {}): HttpResponse =>
  response(200, remaining === undefined ? {} : { "ratelimit-remaining": String(remaining), ...more });
/** A 429, with the bucket of Atlas if it says how many requests a refill allows. */
const refused = (seconds?: number, refill?: number, period = 60): HttpResponse => {
  const parameters = ["api/atlas/v2/groups", seconds, 300, refill, period];
  const body = JSON.stringify({ errorCode: "RATE_LIMITED_TOKEN_BUCKET", parameters });
  const headers = seconds === undefined ? undefined : { "retry-after": String(seconds) };
  return response(429, headers, refill === undefined ? "" : body);
};

describe("RateLimit", () => {
  let timers: SinonFakeTimers;
  let limit: RateLimit;
  let begun: number;
  let holds: number[];

  beforeEach(() => {
    timers = sinon.useFakeTimers({ now: 0, toFake: ["setTimeout", "clearTimeout", "performance"] });
    sinon.stub(Math, "random").returns(1);
    limit = new RateLimit(120_000);
    begun = 0;
    holds = [];
  });

  /** Lets so many more attempts wait, and returns how many have begun in all. */
  const enter = async (count: number, signal = noSignal()): Promise<number> => {
    for (let n = 0; n < count; n++) {
      const entered = limit.enter(signal, (delay) => holds.push(delay));
      entered.then(
        () => (begun += 1),
        () => undefined,
      );
    }
    return pass(0);
  };
  /** Ends an attempt for each response, and returns how many have begun in all. */
  const leave = (...responses: readonly (HttpResponse | undefined)[]): Promise<number> => {
    for (const each of responses) limit.leave(each);
    return pass(0);
  };
  const pass = async (ms: number): Promise<number> => {
    await timers.tickAsync(ms);
    return begun;
  };

  it("limits no attempts before it knows a limit", async () => {
    assert.equal(await enter(100), 100);
    assert.equal(await leave(ok(), undefined), 100);
    assert.equal(await enter(100), 200);
  });

  it("has no more attempts in flight than remain, and one where none do", async () => {
    await enter(8);
    await leave(ok(8));
    assert.equal(await enter(4), 9);
    assert.equal(await leave(...[8, 8, 8, 8].map((remaining) => ok(remaining))), 12);
    assert.equal(await leave(...[0, 0, 0, 0, 0, 0].map((remaining) => ok(remaining))), 12);
    await enter(3);
    assert.equal(await leave(ok(0)), 13);
    assert.equal(await leave(ok(5)), 15);
  });

  for (const [value, count] of [
    ["soon", 17],
    ["about 3", 17],
    ["2;w=60", 2],
    ["12", 12],
  ] as const) {
    it(`takes RateLimit-Remaining: ${value} for ${count < 17 ? count : "no limit"}`, async () => {
      await enter(1);
      await leave(ok(value));
      assert.equal(await enter(17), 1 + count);
    });
  }

  context("after a 429", () => {
    it("holds all attempts until the response's time, then begins one, and two for each success", async () => {
      await enter(1);
      await leave(refused(3));
      await enter(10);
      assert.equal(await pass(2_999), 1);
      assert.equal(limit.delay, 1);
      assert.equal(await pass(1), 2);
      assert.equal(await leave(ok()), 4);
      assert.equal(await leave(ok()), 6);
    });

    it("begins another one if the first fails without a response", async () => {
      await enter(1);
      await leave(refused(3));
      await enter(10);
      await pass(3_000);
      assert.equal(await leave(undefined), 3);
      assert.equal(await leave(undefined), 4);
    });

    it("holds back nothing if no read may wait so long", async () => {
      await enter(2);
      await leave(refused(120));
      assert.equal(limit.delay, 0);
      await leave(refused(119.999));
      assert.equal(limit.delay, 119_999);
    });

    it("reports the hold once, also where attempts wait already", async () => {
      await enter(2);
      await leave(refused(3));
      await enter(2);
      await leave(refused(3));
      await enter(1);
      assert.deepEqual(holds, [3_000]);
      await pass(3_000);
      await leave(refused(4));
      assert.deepEqual(holds, [3_000, 4_000]);
    });

    it("reports a hold again that becomes longer by more than a second", async () => {
      await enter(4);
      for (const seconds of [3, 4, 5.5]) {
        await leave(refused(seconds));
        await enter(1);
      }
      assert.deepEqual(holds, [3_000, 5_500]);
    });

    it("holds as long as the longest of several responses says, without a timer where nothing waits", async () => {
      await enter(3);
      await leave(refused(2), refused(60), refused(1));
      assert.equal(limit.delay, 60_000);
      assert.equal(timers.countTimers(), 0);
    });

    it("doubles a hold without a time once for each hold, not for each response", async () => {
      for (const [count, delay] of [
        [3, 500],
        [1, 1_000],
      ] as const) {
        await enter(count);
        await leave(...Array<HttpResponse>(count).fill(refused()));
        assert.equal(limit.delay, delay);
        await pass(delay);
      }
      await enter(1);
      await leave(ok());
      await enter(1);
      await leave(refused());
      assert.equal(limit.delay, 500);
    });

    it("begins no attempt of a read that is aborted in the hold", async () => {
      await enter(1);
      await leave(refused(3));
      const controller = new AbortController();
      await enter(1, controller.signal);
      controller.abort(new Error("no longer"));
      assert.equal(await pass(3_000), 1);
      assert.equal(await enter(1), 2);
    });
  });

  context("after a 429 that says what a refill allows", () => {
    /** A hold of 3 s, and one attempt after it. */
    const refill = async (requests: number, period?: number): Promise<void> => {
      await enter(2);
      await leave(refused(3, requests, period));
      // It began before the hold, and says nothing of the time after it.
      await leave(ok());
      await enter(100);
      assert.equal(await pass(3_000), 3);
    };

    it("begins as many until the next refill, and then one again", async () => {
      await refill(20, 10);
      assert.equal(await leave(ok()), 22);
      assert.equal(await leave(...Array<HttpResponse>(19).fill(ok())), 22);
      assert.equal(limit.delay, 10_000);
      assert.deepEqual(holds, [3_000, 10_000]);
      assert.equal(await pass(9_999), 22);
      assert.equal(await pass(1), 23);
      assert.equal(await leave(ok()), 42);
    });

    it("has no limit after a period in which fewer were needed", async () => {
      await refill(200, 10);
      assert.equal(await leave(ok()), 102);
      await pass(10_000);
      assert.equal(await enter(300), 402);
    });

    it("has no limit of that kind where the responses say how many remain", async () => {
      await refill(20);
      assert.equal(await leave(ok(50)), 53);
      assert.equal(await leave(...Array<HttpResponse>(50).fill(ok(0))), 53);
      // None remain, and the next refill is known.
      assert.equal(limit.delay, 60_000);
    });

    it("waits no longer than a minute for a refill", async () => {
      await refill(1, 3_600);
      await leave(ok());
      assert.equal(limit.delay, 60_000);
    });

    it("holds until the time of another 429 in between", async () => {
      await refill(2, 10);
      await leave(ok());
      await leave(refused(30));
      assert.equal(limit.delay, 30_000);
      assert.equal(await pass(30_000), 5);
      assert.equal(await leave(ok()), 7);
    });
  });

  for (const [reset, delay] of [
    ["5", 5_000],
    ["3600", 60_000],
  ] as const) {
    it(`holds for ${delay} ms with RateLimit-Reset: ${reset} when none remain`, async () => {
      await enter(1);
      await leave(ok(1, { "ratelimit-reset": reset }));
      assert.equal(limit.delay, 0);
      await enter(1);
      await leave(ok(0, { "ratelimit-reset": reset }));
      assert.equal(limit.delay, delay);
    });
  }
});
