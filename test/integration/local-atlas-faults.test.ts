import assert from "node:assert/strict";
import { examplePipelineRun, type Fault, type LocalAtlas } from "../../provider/testing/index.js";
import {
  CONTENT_TYPE,
  LIST_PATH,
  MEDIA_TYPE,
  RUN_PATH,
  TOKEN,
  read,
  send,
  useLocalAtlas,
  type Reply,
} from "../helpers/local-atlas-client.js";

const BODY = JSON.stringify(examplePipelineRun.run);
const HUGE = '{"stats":{"numDocs":9223372036854775807}}';

describe("the local Atlas with faults", () => {
  const start = useLocalAtlas();
  let atlas: LocalAtlas;

  beforeEach(async () => {
    atlas = await start();
  });

  const get = (): Promise<Reply> => read(atlas.baseUrl + RUN_PATH);
  const statuses = async (count: number): Promise<number[]> => {
    const found: number[] = [];
    for (let n = 0; n < count; n++) found.push((await get()).status);
    return found;
  };
  const error = { errorCode: "X", detail: "y", parameters: [{ a: 1 }] };
  const unavailable = { errorCode: "SERVICE_UNAVAILABLE", reason: "Service Unavailable", parameters: [] };
  const date = new Date(Date.UTC(2030, 0, 2, 3, 4, 5));
  const limited = (retryAfter?: number | Date | string): Fault =>
    retryAfter === undefined ? { type: "rateLimited" } : { type: "rateLimited", retryAfter };
  const withType = (contentType: string, more = {}): object => ({ "content-type": contentType, ...more });
  const waiting = (seconds: number): object => ({
    parameters: [RUN_PATH.slice(1), seconds, 10_000, 5_000, 60],
  });
  /** Part of the response to each fault: the headers, and the body as a text or the fields of an error. */
  const RESPONSES: readonly (readonly [
    fault: Fault,
    status: number,
    headers: object,
    body: string | object,
  ])[] = [
    [
      { type: "status", status: 503 },
      503,
      withType("application/json", { "retry-after": undefined }),
      { ...unavailable, detail: "Service Unavailable.", error: 503 },
    ],
    [
      { type: "status", status: 500, error, headers: { "X-A": "1", "content-type": "text/plain" } },
      500,
      withType("text/plain", { "x-a": "1" }),
      { ...error, error: 500, reason: "Internal Server Error" },
    ],
    [limited(7), 429, { "retry-after": "7" }, waiting(7)],
    [limited(date), 429, { "retry-after": "Wed, 02 Jan 2030 03:04:05 GMT" }, waiting(0)],
    [limited("soon"), 429, { "retry-after": "soon" }, { errorCode: "RATE_LIMITED_TOKEN_BUCKET" }],
    [limited(), 429, { "retry-after": undefined }, {}],
    [{ type: "raw", body: HUGE }, 200, withType(CONTENT_TYPE), HUGE],
    [
      { type: "raw", status: 502, body: Buffer.from("<p>"), contentType: "text/html", headers: { Via: "p" } },
      502,
      withType("text/html", { via: "p" }),
      "<p>",
    ],
    [{ type: "contentType", contentType: "text/html" }, 200, withType("text/html"), BODY],
  ];
  for (const [fault, status, headers, body] of RESPONSES) {
    it(`responds to ${JSON.stringify(fault)} with ${status} and the headers and body that follow`, async () => {
      atlas.fail(fault);
      const reply = await get();
      const found = (name: string): unknown => reply.headers[name];
      const names = Object.keys(headers);
      assert.deepEqual([reply.status, names.map(found)], [status, Object.values(headers)]);
      if (typeof body === "string") assert.equal(reply.text, body);
      else assert.deepEqual({ ...reply.json, ...body }, reply.json);
    });
  }

  it("responds with a pagingTimeout fault only to lists that are counted", async () => {
    atlas.fail({ type: "pagingTimeout" }, { times: 2 });
    const list = async (query: string): Promise<number> =>
      (await read(`${atlas.baseUrl}${LIST_PATH}${query}`)).status;
    assert.deepEqual([(await get()).status, await list("?includeCount=false")], [200, 200]);
    assert.deepEqual([await list(""), await list("?includeCount=true"), await list("")], [500, 500, 200]);
  });

  it("sends the whole body byte by byte with a drip fault", async () => {
    atlas.fail({ type: "drip", millisecondsPerByte: 1 });
    const headers = { accept: MEDIA_TYPE, authorization: `Bearer ${TOKEN}` };
    const { body } = await fetch(atlas.baseUrl + RUN_PATH, { headers });
    const chunks: Uint8Array[] = [];
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString(), BODY);
    assert.ok(chunks.length > 2, `${chunks.length} chunks`);
  });

  context("when a fault has options", () => {
    it("strikes as often as its times, one fault after the other", async () => {
      atlas.fail({ type: "status", status: 503 }, { times: 2 });
      atlas.fail({ type: "gone" }, { times: 1 });
      assert.deepEqual(await statuses(4), [503, 503, 410, 200]);
    });

    it("strikes without end by default, until it is cleared", async () => {
      atlas.fail({ type: "status", status: 500 });
      assert.deepEqual(await statuses(3), [500, 500, 500]);
      atlas.clearFaults();
      assert.deepEqual(await statuses(1), [200]);
    });

    it("strikes only requests of its kind, before their credentials are checked", async () => {
      atlas.fail({ type: "status", status: 500 }, { times: 1 });
      atlas.fail({ type: "status", status: 502 }, { kind: "token" });
      atlas.fail({ type: "status", status: 504 }, { kind: "revoke" });
      const status = async (path: string): Promise<number> => (await send(atlas.baseUrl + path)).status;
      assert.deepEqual([await status("/api/oauth/token"), await status("/api/oauth/revoke")], [502, 504]);
      assert.deepEqual([await status(RUN_PATH), await status(RUN_PATH)], [500, 401]);
    });

    it("strikes only paths that match, also with a RegExp that remembers its position", async () => {
      for (const path of [/runs\/[0-9a-f]+$/g, "runs/[0-9a-f]+$"]) {
        atlas.clearFaults();
        atlas.fail({ type: "gone" }, { path });
        assert.deepEqual(await statuses(2), [410, 410]);
        assert.equal((await read(atlas.baseUrl + LIST_PATH)).status, 200);
      }
    });

    it("strikes from the start if it is in the scenario, in the order of the list", async () => {
      const gone = { fault: { type: "gone" }, times: 1 } as const;
      const limited = { fault: { type: "rateLimited", retryAfter: 1 }, times: 2, kind: "api" } as const;
      atlas = await start({ faults: [gone, limited] });
      assert.deepEqual(await statuses(4), [410, 429, 429, 200]);
    });

    it("is not planned if fail() refuses it or its options", async () => {
      assert.throws(() => {
        atlas.fail({ type: "statuss" } as unknown as Fault);
      }, /^TypeError: fault\.type must be one of /);
      assert.throws(() => {
        atlas.fail({ type: "gone" }, { times: 0 });
      }, /^TypeError: options\.times must be /);
      assert.deepEqual(await statuses(1), [200]);
    });
  });
});
