import assert from "node:assert/strict";
import { type AtlasApiError } from "../../../../provider/index.js";
import { apiError, NotFoundByAtlas, type ErrorResponse } from "../../../../provider/atlas/read/api-error.js";
import { facts, NOT_FOUND, response, WHAT, type ResponseParts } from "../../../helpers/responses.js";

const LATER = "Try again later, see https://status.mongodb.com";
const SERVER_ERROR = `server error, reading ${WHAT}`;
const ACCOUNT =
  "Check mongodbatlas:clientId and mongodbatlas:clientSecret, that the secret has not expired, " +
  "and that fewer than 100 tokens are live";

const errorOf = (parts: ResponseParts, attempts: Partial<ErrorResponse> = {}): AtlasApiError =>
  apiError({
    label: WHAT,
    notFound: NOT_FOUND,
    credentials: "the API key from the environment",
    response: response(parts),
    status: parts.status ?? 200,
    body: parts.body,
    attempts: 1,
    elapsedSeconds: 12.345,
    dueDelaySeconds: undefined,
    retryTimeoutSeconds: 15,
    ...attempts,
  });

describe("apiError", () => {
  const INVALID = { field: "groupId", description: "must not be null" };
  const PATH = "api/atlas/v2/groups/g/pipelines/p/runs/r";
  const BODIES: readonly (readonly [unknown, string])[] = [
    [undefined, ""],
    ["Service Unavailable", ""],
    [["x"], ""],
    [{ errorCode: "BUSY" }, ": BUSY"],
    [{ detail: "Busy." }, ': "Busy"'],
    [{ reason: "Unavailable" }, ': "Unavailable"'],
    [{ errorCode: "B", detail: "D", reason: "R", parameters: ["P"] }, ': B "D"'],
    [{ detail: "" }, ""],
    [
      { errorCode: "A\nB", detail: " two\r\nlines\u001b[31m and\u2028more." },
      ': A B "two lines [31m and more"',
    ],
    [{ errorCode: "C".repeat(81), detail: "d".repeat(301) }, `: ${"C".repeat(80)}… "${"d".repeat(300)}…"`],
    [{ detail: `Slow ${PATH}. Retry.` }, ': "Slow …. Retry"'],
    [{ detail: `Cannot find /${PATH}.` }, `: "Cannot find /${PATH}"`],
    [
      { detail: "Invalid.", badRequestDetail: { fields: [INVALID, { field: "a\nb", description: "c" }] } },
      ': "Invalid" (groupId: must not be null; a b: c)',
    ],
    [
      { badRequestDetail: { fields: [INVALID, { field: "x", description: "d".repeat(200) }] } },
      `: (groupId: must not be null; x: ${"d".repeat(120)}…)`,
    ],
    [{ errorCode: "BUSY", badRequestDetail: { fields: [] } }, ": BUSY"],
    [{ errorCode: "BUSY", badRequestDetail: {} }, ": BUSY"],
  ];
  for (const [body, words] of BODIES) {
    it(`quotes the body ${JSON.stringify({ body }).slice(0, 60)}`, () => {
      const { message } = errorOf({ status: 503, body });
      assert.equal(message, `503 from Atlas: ${SERVER_ERROR}${words}. ${LATER}`);
    });
  }

  it("keeps the documented fields of the body as they are, if they have their types", () => {
    const fields = { errorCode: "A\nB", detail: `No ${PATH}.`, reason: "R", parameters: ["P", 1] };
    const { message, ...own } = facts(
      errorOf({ status: 503, body: { ...fields, error: 503, badRequestDetail: { fields: [INVALID] } } }),
    );
    assert.deepEqual(own, { name: "AtlasApiError", code: "SERVER_ERROR", status: 503, ...fields });
    const wrong = errorOf({ status: 503, body: { detail: 1, errorCode: {}, reason: null, parameters: "p" } });
    assert.deepEqual(Object.keys(wrong).sort(), ["code", "name", "status"]);
  });

  it("names attempts, and the delay that the deadline did not allow", () => {
    const messageOf = (attempts: Partial<ErrorResponse>): string =>
      errorOf({ status: 503, body: { errorCode: "B" } }, attempts).message;
    const due = (seconds: string): string =>
      `: B; the next attempt was due in ${seconds} s, beyond retryTimeoutSeconds (15 s). ${LATER}`;
    assert.equal(
      messageOf({ attempts: 2, dueDelaySeconds: 3600 }),
      `503 from Atlas after 2 attempts in 12.3 s: ${SERVER_ERROR}${due("3600.0")}`,
    );
    assert.equal(messageOf({ dueDelaySeconds: 0.25 }), `503 from Atlas: ${SERVER_ERROR}${due("0.3")}`);
  });

  const UNSUPPORTED = 'Basic realm="b", Digest realm="r", nonce="n", algorithm=MD5, qop="auth-int"';
  const HEADERS: readonly (readonly [number, Record<string, string>, string])[] = [
    [302, { location: "https://example.com/x\r\ny" }, "redirect to https://example.com/x y, "],
    [302, { location: " " }, "redirect to no address, "],
    [401, {}, "the API key from the environment was refused, "],
    [401, { "www-authenticate": "Bearer" }, "the API key from the environment was refused, "],
    [401, { "www-authenticate": UNSUPPORTED }, "unsupported HTTP Digest challenge (MD5 with qop=auth-int), "],
    [
      401,
      { "www-authenticate": `${UNSUPPORTED}, Digest realm="r", nonce="n", qop="auth"` },
      "the API key from the environment was refused, ",
    ],
  ];
  for (const [status, headers, meaning] of HEADERS) {
    it(`explains status ${status} by the headers ${JSON.stringify(headers)}`, () => {
      const { message } = errorOf({ status, headers });
      assert.ok(message.startsWith(`${status} from Atlas: ${meaning}reading ${WHAT}. `), message);
    });
  }

  const NOT_LISTED = { errorCode: "IP_ADDRESS_NOT_ON_ACCESS_LIST", parameters: ["192.0.2.7"] };
  const TOKEN: readonly (readonly [number, string, unknown, string])[] = [
    ...([400, 401, 403, 404, 410] as const).map(
      (status) =>
        [
          status,
          "points to the service account",
          { error: "access_denied", error_description: "Limit reached." },
          `: access_denied "Limit reached". ${ACCOUNT}`,
        ] as const,
    ),
    [
      401,
      "quotes the fields of the API",
      { errorCode: "UNAUTHORIZED", detail: "No." },
      `: UNAUTHORIZED "No". ${ACCOUNT}`,
    ],
    [
      403,
      "points to the access list",
      NOT_LISTED,
      "Put 192.0.2.7, the address of this machine or its proxy, on the API access list",
    ],
    [425, "points to the base URL", "", ". Check mongodbatlas:baseUrl and any proxy"],
    [429, "points to the limit", "", ". Raise atlas-data-lake:retryTimeoutSeconds, or retry later"],
    [500, "points to the status page", "", `. ${LATER}`],
  ];
  for (const [status, what, body, end] of TOKEN) {
    it(`${what} after status ${status} of the token endpoint and ${JSON.stringify(body)}`, () => {
      const { message } = errorOf({ from: "token", status, body });
      assert.ok(message.startsWith(`${status} from the token endpoint of Atlas: `), message);
      assert.ok(message.endsWith(end), message);
    });
  }

  it("has the fields of OAuth as its own", () => {
    const body = { error: "access_denied", error_description: "Limit reached." };
    const { code, errorCode, detail } = errorOf({ from: "token", status: 403, body });
    assert.deepEqual([code, errorCode, detail], ["FORBIDDEN", "access_denied", "Limit reached."]);
  });

  const PROOFS: readonly (readonly [string, boolean, ResponseParts, Partial<ErrorResponse>])[] = [
    ["a 404 of the API", true, { status: 404, body: { error: 404 } }, {}],
    ["another status in the body", false, { status: 404, body: { error: 400 } }, {}],
    ["a page", false, { status: 404, body: { error: 404 }, headers: { "content-type": "text/html" } }, {}],
    ["the token endpoint", false, { from: "token", status: 404, body: { error: 404 } }, {}],
    ["an envelope", false, { status: 200, body: { error: 404 } }, { status: 404 }],
  ];
  for (const [name, proof, parts, more] of PROOFS) {
    it(`${proof ? "is" : "is not"} a NotFoundByAtlas: ${name}`, () => {
      const error = errorOf(parts, more);
      assert.deepEqual([error.code, error instanceof NotFoundByAtlas], ["NOT_FOUND", proof]);
    });
  }
});
