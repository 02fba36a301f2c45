import assert from "node:assert/strict";
import { connect } from "node:net";
import {
  examplePipelineRun,
  startLocalAtlas,
  type Fault,
  type LocalAtlas,
} from "../../provider/testing/index.js";
import {
  CONTENT_TYPE,
  MEDIA_TYPE,
  TOKEN,
  read,
  runPath,
  send,
  type Reply,
} from "../helpers/local-atlas-client.js";

const BODY = JSON.stringify(examplePipelineRun.run);

describe("the local Atlas with faults", () => {
  let atlas: LocalAtlas;

  beforeEach(async () => {
    const serviceAccounts = [{ clientId: "id", clientSecret: "secret" }];
    atlas = await startLocalAtlas({
      ...{ runs: [examplePipelineRun], accessTokens: [{ token: TOKEN }], serviceAccounts },
    });
  });

  afterEach(() => atlas.close());

  const get = (): Promise<Reply> => read(atlas.baseUrl + runPath());
  const statuses = async (count: number): Promise<number[]> => {
    const found: number[] = [];
    for (let n = 0; n < count; n++) found.push((await get()).status);
    return found;
  };

  /** Every byte of the response to a read, up to the end of the connection, and the error that ended it, if any. */
  const bytes = (until = /$^/): Promise<{ text: string; error: string | undefined }> =>
    new Promise((resolve) => {
      let [text, error] = ["", undefined as string | undefined];
      const socket = connect(Number(new URL(atlas.baseUrl).port), "127.0.0.1");
      const head = `Host: x\r\nConnection: close\r\nAccept: ${MEDIA_TYPE}\r\nAuthorization: Bearer ${TOKEN}`;
      socket.write(`GET ${runPath()} HTTP/1.1\r\n${head}\r\n\r\n`);
      socket.on("data", (chunk) => {
        text += chunk.toString();
        if (until.test(text)) socket.destroy();
      });
      socket.on("error", ({ message }) => (error = message));
      socket.on("close", () => {
        resolve({ text, error });
      });
    });

  context("with a status fault", () => {
    it("responds with the status and an ApiError that follows from it", async () => {
      atlas.fail({ type: "status", status: 503 });
      const { status, json, headers } = await get();
      const reason = "Service Unavailable";
      const errorCode = "SERVICE_UNAVAILABLE";
      assert.deepEqual(json, { detail: `${reason}.`, error: 503, errorCode, parameters: [], reason });
      assert.deepEqual([status, headers["content-type"]], [503, "application/json"]);
      assert.equal(headers["retry-after"], undefined);
    });

    it("sends the fields of the ApiError and the headers of the fault", async () => {
      const error = { errorCode: "X", detail: "y", parameters: [{ a: 1 }] };
      atlas.fail({
        type: "status",
        status: 500,
        error,
        headers: { "X-Test": "1", "content-type": "text/plain" },
      });
      const { json, headers } = await get();
      assert.deepEqual(json, { ...error, error: 500, reason: "Internal Server Error" });
      assert.deepEqual([headers["x-test"], headers["content-type"]], ["1", "text/plain"]);
    });

    it("redirects with a Location header", async () => {
      atlas.fail({ type: "status", status: 302, headers: { Location: "http://127.0.0.1:1/" } });
      const { status, headers } = await get();
      assert.deepEqual([status, headers.location], [302, "http://127.0.0.1:1/"]);
    });
  });

  context("with a rateLimited fault", () => {
    const date = new Date(Date.UTC(2030, 0, 2, 3, 4, 5));
    const FORMS = [
      [7, "7"],
      [date, "Wed, 02 Jan 2030 03:04:05 GMT"],
      ["soon", "soon"],
    ] as const;
    for (const [retryAfter, header] of FORMS) {
      it(`responds with 429 and Retry-After: ${header}`, async () => {
        atlas.fail({ type: "rateLimited", retryAfter });
        const { status, headers, json } = await get();
        assert.deepEqual([status, headers["retry-after"]], [429, header]);
        assert.equal(json["errorCode"], "RATE_LIMITED_TOKEN_BUCKET");
        const seconds = retryAfter === 7 ? 7 : 0;
        assert.deepEqual(json["parameters"], [runPath().slice(1), seconds, 10_000, 5_000, 60]);
      });
    }

    it("responds with 429 without Retry-After by default", async () => {
      atlas.fail({ type: "rateLimited" });
      const { status, headers } = await get();
      assert.deepEqual([status, "retry-after" in headers], [429, false]);
    });
  });

  it("responds with 410 VERSION_GONE to a gone fault", async () => {
    atlas.fail({ type: "gone" });
    const { json } = await get();
    const path = runPath().slice(1);
    assert.deepEqual(json, {
      detail: `Version 2023-01-01 of ${path} is no longer available.`,
      error: 410,
      errorCode: "VERSION_GONE",
      parameters: ["2023-01-01", path],
      reason: "Gone",
    });
  });

  it("responds with 403 and the address to an addressRefused fault", async () => {
    atlas.fail({ type: "addressRefused" });
    const { json } = await get();
    assert.deepEqual(json, {
      detail: "IP address 127.0.0.1 is not allowed to access this resource.",
      error: 403,
      errorCode: "IP_ADDRESS_NOT_ON_ACCESS_LIST",
      parameters: ["127.0.0.1"],
      reason: "Forbidden",
    });
  });

  it("responds with 500 to lists with a pagingTimeout fault, until they have includeCount=false", async () => {
    atlas.fail({ type: "pagingTimeout" }, { times: 2 });
    const list = atlas.baseUrl + runPath().replace(/\/\w+$/, "");
    assert.equal((await get()).status, 200);
    assert.equal((await read(`${list}?includeCount=false`)).status, 200);
    for (const query of ["", "?includeCount=true"]) {
      const { status, json } = await read(list + query);
      assert.deepEqual([status, json["errorCode"]], [500, "TIMEOUT_WHILE_PAGING"]);
      assert.match(String(json["detail"]), /Retry with includeCount=false\.$/);
    }
    assert.equal((await read(list)).status, 200);
  });

  context("with a raw fault", () => {
    it("sends the body as a run by default", async () => {
      atlas.fail({ type: "raw", body: '{"stats":{"numDocs":9223372036854775807}}' });
      const { status, text, headers } = await get();
      assert.deepEqual([status, headers["content-type"]], [200, CONTENT_TYPE]);
      assert.equal(text, '{"stats":{"numDocs":9223372036854775807}}');
    });

    it("sends the body with the status, type and headers of the fault", async () => {
      const body = Buffer.from("<h1>Bad Gateway</h1>");
      atlas.fail({ type: "raw", status: 502, body, contentType: "text/html", headers: { Via: "1.1 proxy" } });
      const { status, text, headers } = await get();
      assert.deepEqual([status, text], [502, "<h1>Bad Gateway</h1>"]);
      assert.deepEqual([headers["content-type"], headers.via], ["text/html", "1.1 proxy"]);
    });
  });

  it("serves the run as it is after a delay", async () => {
    atlas.fail({ type: "delay", milliseconds: 100 });
    const reply = get();
    while (atlas.requests.length === 0) await new Promise(setImmediate);
    atlas.updateRun(examplePipelineRun.projectId, "nightly", examplePipelineRun.run._id, { state: "DONE" });
    assert.equal((await reply).json["state"], "DONE");
  });

  context("with a hang fault", () => {
    it("sends nothing until it is closed", async () => {
      atlas.fail({ type: "hang" });
      const response = bytes();
      while (atlas.requests.length === 0) await new Promise(setImmediate);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await atlas.close();
      assert.equal((await response).text, "");
      assert.equal(atlas.requests[0]?.status, undefined);
    });

    it("stops in the middle of the body", async () => {
      atlas.fail({ type: "hang", at: "midBody" });
      const { text } = await bytes(/\r\n\r\n\{/);
      assert.equal(text.slice(text.indexOf("{")), BODY.slice(0, Math.ceil(BODY.length / 2)));
      assert.equal(atlas.requests[0]?.status, 200);
    });
  });

  context("with a reset fault", () => {
    it("resets before the head", async () => {
      atlas.fail({ type: "reset" });
      assert.deepEqual(await bytes(), { text: "", error: "read ECONNRESET" });
      assert.equal(atlas.requests[0]?.status, undefined);
    });

    it("resets in the middle of the body", async () => {
      atlas.fail({ type: "reset", at: "midBody" });
      const { text, error } = await bytes();
      assert.match(text, /^HTTP\/1\.1 200 OK\r\n/);
      assert.equal(text.slice(text.indexOf("{")), BODY.slice(0, Math.ceil(BODY.length / 2)));
      assert.equal(error, "read ECONNRESET");
      assert.equal(atlas.requests[0]?.status, 200);
    });
  });

  context("with a truncate fault", () => {
    it("announces the whole length and ends after half", async () => {
      atlas.fail({ type: "truncate" });
      const { text, error } = await bytes();
      assert.match(text, new RegExp(`\r\nContent-Length: ${BODY.length}\r\n`));
      assert.equal(text.slice(text.indexOf("{")), BODY.slice(0, Math.ceil(BODY.length / 2)));
      assert.equal(error, undefined);
      await assert.rejects(get(), /aborted/);
    });

    it("ends a chunked body without its last chunk", async () => {
      atlas.fail({ type: "truncate", framing: "chunked" });
      const { text, error } = await bytes();
      const half = Math.ceil(BODY.length / 2);
      assert.match(text, /\r\nTransfer-Encoding: chunked\r\n/);
      assert.doesNotMatch(text, /Content-Length/);
      assert.ok(text.endsWith(`\r\n\r\n${half.toString(16)}\r\n${BODY.slice(0, half)}\r\n`), text);
      assert.equal(error, undefined);
      await assert.rejects(get(), /aborted/);
    });
  });

  context("with a drip fault", () => {
    it("sends the whole body, byte by byte", async () => {
      const chunks: number[] = [];
      atlas.fail({ type: "drip", millisecondsPerByte: 1 });
      const response = await fetch(atlas.baseUrl + runPath(), {
        headers: { accept: MEDIA_TYPE, authorization: `Bearer ${TOKEN}` },
      });
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
        chunks.push(chunk.length);
      assert.equal(
        chunks.reduce((sum, length) => sum + length, 0),
        BODY.length,
      );
      assert.ok(chunks.length > 2, `${chunks.length} chunks`);
    });

    it("stops when the client has closed the connection", async () => {
      atlas.fail({ type: "drip", millisecondsPerByte: 1 }, { times: 1 });
      await bytes(/\r\n\r\n\{/);
      assert.equal((await get()).status, 200);
    });
  });

  it("responds with the content type of a contentType fault", async () => {
    atlas.fail({ type: "contentType", contentType: "text/html" });
    const { status, text, headers } = await get();
    assert.deepEqual([status, text, headers["content-type"]], [200, BODY, "text/html"]);
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

    it("strikes requests without credentials too, before any challenge", async () => {
      atlas.fail({ type: "status", status: 500 }, { times: 1 });
      assert.equal((await send(atlas.baseUrl + runPath())).status, 500);
      assert.equal((await send(atlas.baseUrl + runPath())).status, 401);
    });

    it("strikes only requests of its kind", async () => {
      const token = (path: string): Promise<Reply> =>
        send(`${atlas.baseUrl}/api/oauth/${path}`, {
          method: "POST",
          headers: { authorization: "Basic aWQ6eA==" },
        });
      atlas.fail({ type: "status", status: 502 }, { kind: "token" });
      atlas.fail({ type: "status", status: 504 }, { kind: "revoke" });
      assert.deepEqual([(await get()).status, (await token("token")).status], [200, 502]);
      assert.equal((await token("revoke")).status, 504);
    });

    it("is not planned if fail() refuses it or its options", async () => {
      const unknown = { type: "statuss" } as unknown as Fault;
      assert.throws(() => {
        atlas.fail(unknown);
      }, /^TypeError: fault\.type must be one of /);
      assert.throws(() => {
        atlas.fail({ type: "gone" }, { times: 0 });
      }, /^TypeError: options\.times must be /);
      assert.deepEqual(await statuses(1), [200]);
    });

    it("strikes only paths that match, also with a RegExp that remembers its position", async () => {
      const path = new RegExp(examplePipelineRun.run._id + "$", "g");
      atlas.fail({ type: "gone" }, { path });
      assert.deepEqual(await statuses(2), [410, 410]);
      assert.equal((await read(atlas.baseUrl + runPath().replace(/.$/, "0"))).status, 404);
    });
  });
});
