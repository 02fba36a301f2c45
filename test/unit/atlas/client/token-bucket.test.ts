import assert from "node:assert/strict";
import { bucketOf } from "../../../../provider/atlas/client/token-bucket.js";
import { response } from "../../../helpers/fake-send.js";

describe("bucketOf", () => {
  const CODE = '"errorCode":"RATE_LIMITED_TOKEN_BUCKET"';
  const BODIES: readonly (readonly [string, object | undefined])[] = [
    [`{${CODE},"parameters":["/api/atlas/v2/groups",42,300,100,60]}`, { retryMs: 42_000, intervalMs: 600 }],
    [`{${CODE},"parameters":["/path","1.5","10","5","1"]}`, { retryMs: 1_500, intervalMs: 200 }],
    [`{${CODE},"parameters":["/path",3]}`, { retryMs: 3_000, intervalMs: 0 }],
    [`{${CODE},"parameters":["/path",3,10,0,60]}`, { retryMs: 3_000, intervalMs: 0 }],
    [`{${CODE},"parameters":["/path",3,10,1,-60]}`, { retryMs: 3_000, intervalMs: 0 }],
    [`{${CODE},"parameters":["/path",-1,10,1,60]}`, undefined],
    [`{${CODE},"parameters":["/path","soon"]}`, undefined],
    [`{${CODE},"parameters":["/path",{"toString":1,"valueOf":1}]}`, undefined],
    [`{${CODE},"parameters":["/path",1e400,300,100,60]}`, undefined],
    [`{${CODE},"parameters":[]}`, undefined],
    [`{${CODE}}`, undefined],
    ['{"errorCode":"RATE_LIMITED","parameters":["/path",10,1]}', undefined],
    ["<h1>Too many requests</h1>", undefined],
    ["", undefined],
  ];
  for (const [body, expected] of BODIES) {
    it(`reads ${expected ? JSON.stringify(expected) : "nothing"} from ${body || "an empty body"}`, () => {
      assert.deepEqual(bucketOf(response(429, {}, body)), expected);
    });
  }

  it("parses no body of more than 64 KiB", () => {
    const body = `{${CODE},"parameters":["path",3]}`;
    assert.deepEqual(bucketOf(response(429, {}, body.padEnd(64 * 1024))), { retryMs: 3_000, intervalMs: 0 });
    assert.equal(bucketOf(response(429, {}, body.padEnd(64 * 1024 + 1))), undefined);
  });
});
