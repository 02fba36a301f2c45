import assert from "node:assert/strict";
import sinon, { type SinonFakeTimers } from "sinon";
import { RateLimit } from "../../../../provider/atlas/client/rate-limit.js";
import { type HttpResponse } from "../../../../provider/atlas/http/types.js";
import { response } from "../../../helpers/fake-send.js";

interface Attempt {
  readonly respond: (response: HttpResponse) => Promise<void>;
  readonly fail: () => Promise<void>;
}

const ok = (headers: Record<string, string> = {}): HttpResponse => response(200, headers);
const refused = (seconds?: number): HttpResponse =>
  response(429, seconds === undefined ? {} : { "retry-after": String(seconds) });

describe("RateLimit", () => {
  let timers: SinonFakeTimers;
  let limit: RateLimit;
  let begun: number;
  let holds: number[];

  beforeEach(() => {
    timers = sinon.useFakeTimers({ now: 0, toFake: ["setTimeout", "clearTimeout"] });
    limit = new RateLimit({ now: () => timers.now, sleep: () => Promise.resolve(), random: () => 1 });
    begun = 0;
    holds = [];
  });

  afterEach(() => {
    sinon.restore();
  });

  const settle = (): Promise<unknown> => timers.tickAsync(0);
  const start = (signal = new AbortController().signal): Attempt => {
    let resolve: (response: HttpResponse) => void = () => undefined;
    let reject: (error: Error) => void = () => undefined;
    const ended = new Promise<HttpResponse>((...settlers) => ([resolve, reject] = settlers));
    const run = async (): Promise<void> => {
      while (!(await limit.enter(signal, (delay) => holds.push(delay))));
      begun += 1;
      await limit.run(() => ended);
    };
    run().catch(() => undefined);
    return {
      respond: async (got) => {
        resolve(got);
        await settle();
      },
      fail: async () => {
        reject(new Error("reset"));
        await settle();
      },
    };
  };
  const startMany = async (count: number): Promise<Attempt[]> => {
    const attempts = Array.from({ length: count }, () => start());
    await settle();
    return attempts;
  };

  it("limits no attempts before it knows a limit", async () => {
    await startMany(100);
    assert.equal(begun, 100);
  });

  it("has no more attempts in flight than remain, and one where none do", async () => {
    const attempts = await startMany(8);
    await attempts[0]?.respond(ok({ "ratelimit-remaining": "7" }));
    const more = await startMany(4);
    assert.equal(begun, 8);
    for (const attempt of attempts.slice(1, 5)) await attempt.respond(ok({ "ratelimit-remaining": "4" }));
    assert.equal(begun, 9);
    for (const attempt of attempts.slice(5)) await attempt.respond(ok({ "ratelimit-remaining": "0" }));
    assert.equal(begun, 9);
    await more[0]?.respond(ok({ "ratelimit-remaining": "0" }));
    assert.equal(begun, 10);
  });

  it("takes a higher number that remains from the response of a later attempt only", async () => {
    const attempts = await startMany(4);
    await attempts[2]?.respond(ok({ "ratelimit-remaining": "2" }));
    await attempts[1]?.respond(ok({ "ratelimit-remaining": "9" }));
    await startMany(10);
    assert.equal(begun, 4);
    await attempts[3]?.respond(ok({ "ratelimit-remaining": "5" }));
    assert.equal(begun, 8);
    await attempts[0]?.respond(ok({ "ratelimit-remaining": "1" }));
    assert.equal(begun, 8);
  });

  for (const [value, count] of [
    ["soon", 20],
    ["about 3", 20],
    ["2;w=60", 2],
    ["12", 12],
  ] as const) {
    it(`takes RateLimit-Remaining: ${value} for ${count < 20 ? count : "no limit"}`, async () => {
      const [first] = await startMany(1);
      await first?.respond(ok({ "ratelimit-remaining": value }));
      await startMany(17);
      assert.equal(begun, 1 + Math.min(count, 17));
    });
  }

  context("after a 429", () => {
    it("holds all attempts until the response's time, then begins one, and one more with each success", async () => {
      const [first] = await startMany(1);
      await first?.respond(refused(3));
      const attempts = await startMany(10);
      await timers.tickAsync(2_999);
      assert.equal(begun, 1);
      assert.equal(limit.delay, 1);
      await timers.tickAsync(1);
      assert.equal(begun, 2);
      await attempts[0]?.respond(ok());
      assert.equal(begun, 4);
      await attempts[1]?.respond(ok());
      assert.equal(begun, 6);
    });

    it("begins one attempt, however many that were in flight before succeed", async () => {
      const attempts = await startMany(5);
      await attempts[0]?.respond(refused(3));
      for (const attempt of attempts.slice(1)) await attempt.respond(ok());
      await startMany(5);
      await timers.tickAsync(3_000);
      assert.equal(begun, 6);
    });

    it("reports the hold once", async () => {
      const [first, second] = await startMany(2);
      await first?.respond(refused(3));
      await startMany(2);
      await second?.respond(refused(3));
      await startMany(1);
      assert.deepEqual(holds, [3_000]);
    });

    it("reports a hold again that becomes longer by more than a second", async () => {
      const [first, second, third] = await startMany(3);
      for (const [attempt, seconds] of [
        [first, 3],
        [second, 4],
        [third, 5.5],
      ] as const) {
        await attempt?.respond(refused(seconds));
        await startMany(1);
      }
      assert.deepEqual(holds, [3_000, 5_500]);
    });

    it("holds as long as the longest of several responses says", async () => {
      const [first, second, third] = await startMany(3);
      await first?.respond(refused(2));
      await second?.respond(refused(60));
      await third?.respond(refused(1));
      await startMany(1);
      assert.deepEqual([limit.delay, holds], [60_000, [60_000]]);
    });

    it("doubles a hold without a time once for each hold, not for each response", async () => {
      for (const [count, delay] of [
        [3, 500],
        [1, 1_000],
      ] as const) {
        const attempts = await startMany(count);
        for (const attempt of attempts) await attempt.respond(refused());
        assert.equal(limit.delay, delay);
        await timers.tickAsync(delay);
      }
      const [again] = await startMany(1);
      await again?.respond(ok());
      const [last] = await startMany(1);
      await last?.respond(refused());
      assert.equal(limit.delay, 500);
    });

    it("keeps the response for reads that get no attempt", async () => {
      assert.equal(limit.refusal, undefined);
      const [first] = await startMany(1);
      const last = refused(3);
      await first?.respond(last);
      assert.equal(limit.refusal, last);
    });

    it("begins no attempt of a read that is aborted in the hold", async () => {
      const [first] = await startMany(1);
      await first?.respond(refused(3));
      const controller = new AbortController();
      start(controller.signal);
      controller.abort(new Error("no longer"));
      await timers.tickAsync(3_000);
      assert.equal(begun, 1);
      await startMany(1);
      assert.equal(begun, 2);
    });

    it("ends only a hold that is too long", async () => {
      const [first] = await startMany(1);
      await first?.respond(refused(3));
      limit.endLongHold(3_001);
      assert.equal(limit.delay, 3_000);
      limit.endLongHold(3_000);
      assert.equal(limit.delay, 0);
    });

    it("holds for a time that no timer can hold", async () => {
      const [first] = await startMany(1);
      await first?.respond(refused(1e9));
      await startMany(1);
      await timers.tickAsync(1_000);
      assert.equal(begun, 1);
    });
  });

  context("when none remain after a success", () => {
    for (const [reset, delay] of [
      ["5", 5_000],
      ["3600", 60_000],
    ] as const) {
      it(`holds for ${delay} ms with RateLimit-Reset: ${reset}`, async () => {
        const [first] = await startMany(1);
        await first?.respond(ok({ "ratelimit-remaining": "0", "ratelimit-reset": reset }));
        assert.equal(limit.delay, delay);
      });
    }

    it("holds until the next token of the bucket that the last 429 gave", async () => {
      const [first] = await startMany(1);
      const errorCode = "RATE_LIMITED_TOKEN_BUCKET";
      const parameters = ["api/atlas/v2/groups", 1, 300, 100, 60];
      await first?.respond(response(429, { "retry-after": "1" }, JSON.stringify({ errorCode, parameters })));
      await timers.tickAsync(1_000);
      const [second] = await startMany(1);
      await second?.respond(ok({ "ratelimit-remaining": "0" }));
      assert.equal(limit.delay, 600);
    });
  });
});
