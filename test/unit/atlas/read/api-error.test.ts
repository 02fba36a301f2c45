import assert from "node:assert/strict";
import { type AtlasApiError } from "../../../../provider/index.js";
import { apiError, NotFoundByAtlas, type ErrorResponse } from "../../../../provider/atlas/read/api-error.js";
import { facts, NOT_FOUND, response, WHAT, type ResponseParts } from "../../../helpers/responses.js";

const LATER = "Try again later, see https://status.mongodb.com";
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

const FIELDS = [{ field: "groupId", description: "must not be null" }];

const unavailable = (body: unknown, attempts?: Partial<ErrorResponse>): AtlasApiError =>
  errorOf({ status: 503, body }, attempts);

describe("apiError", () => {
  const BODIES: readonly (readonly [string, unknown, string, object])[] = [
    ["no body", undefined, "", {}],
    ["text", "Service Unavailable", "", {}],
    ["an array", ["x"], "", {}],
    ["no fields", {}, "", {}],
    ["a code", { errorCode: "BUSY" }, ": BUSY", { errorCode: "BUSY" }],
    ["a detail", { detail: "Busy." }, ': "Busy"', { detail: "Busy." }],
    ["a reason", { reason: "Unavailable" }, ': "Unavailable"', { reason: "Unavailable" }],
    [
      "all",
      { errorCode: "B", detail: "D", reason: "R" },
      ': B "D"',
      { errorCode: "B", detail: "D", reason: "R" },
    ],
    [
      "the path of the request",
      { detail: "Slow api/atlas/v2/groups/g/pipelines/p/runs/r. Retry." },
      ': "Slow …. Retry"',
      { detail: "Slow api/atlas/v2/groups/g/pipelines/p/runs/r. Retry." },
    ],
    [
      "an unknown path",
      { detail: "Cannot find /api/atlas/v2/groups/g/x." },
      ': "Cannot find /api/atlas/v2/groups/g/x"',
      { detail: "Cannot find /api/atlas/v2/groups/g/x." },
    ],
    ["an empty detail", { detail: "" }, "", { detail: "" }],
    ["fields of other types", { detail: 1, errorCode: {}, reason: null, parameters: "p" }, "", {}],
    [
      "fields of the request",
      { detail: "Invalid.", badRequestDetail: { fields: [...FIELDS, { field: "a\nb", description: "c" }] } },
      ': "Invalid" (groupId: must not be null; a b: c)',
      { detail: "Invalid." },
    ],
    [
      "no fields of the request",
      { errorCode: "BUSY", badRequestDetail: { fields: [] } },
      ": BUSY",
      { errorCode: "BUSY" },
    ],
    [
      "many fields of the request",
      {
        errorCode: "BUSY",
        badRequestDetail: { fields: [...FIELDS, { field: "x", description: "d".repeat(200) }] },
      },
      `: BUSY (groupId: must not be null; x: ${"d".repeat(120)}…)`,
      { errorCode: "BUSY" },
    ],
    ["unknown fields", { errorCode: "BUSY", badRequestDetail: {} }, ": BUSY", { errorCode: "BUSY" }],
  ];
  for (const [name, body, words, fields] of BODIES) {
    it(`quotes the body of the response and keeps its fields: ${name}`, () => {
      const message = `503 from Atlas: server error, reading ${WHAT}${words}. ${LATER}`;
      const own = { name: "AtlasApiError", code: "SERVER_ERROR", status: 503 };
      assert.deepEqual(facts(unavailable(body)), { ...own, ...fields, message });
    });
  }

  it("quotes one printable line, and keeps the whole text in its fields", () => {
    const detail = " two\r\nlines\u001b[31m and\u2028more.";
    const error = unavailable({ errorCode: "A\nB", detail });
    assert.ok(error.message.includes(': A B "two lines [31m and more". '), error.message);
    assert.deepEqual([error.errorCode, error.detail], ["A\nB", detail]);
  });

  it("cuts the code after 80 characters and the detail after 300", () => {
    const { message } = unavailable({ errorCode: "C".repeat(81), detail: "d".repeat(301) });
    assert.ok(message.includes(`: ${"C".repeat(80)}… "${"d".repeat(300)}…". `), message);
  });

  it("names attempts, and the delay that the deadline did not allow", () => {
    const reading = `server error, reading ${WHAT}`;
    const due = "beyond retryTimeoutSeconds (15 s)";
    assert.equal(
      unavailable({ errorCode: "B" }, { attempts: 2, dueDelaySeconds: 3600 }).message,
      `503 from Atlas after 2 attempts in 12.3 s: ${reading}: B; the next attempt was due in 3600.0 s, ${due}. ${LATER}`,
    );
    assert.equal(
      unavailable({}, { dueDelaySeconds: 0.25 }).message,
      `503 from Atlas: ${reading}; the next attempt was due in 0.3 s, ${due}. ${LATER}`,
    );
  });

  it("names the location of a redirect in one line, or that there is none", () => {
    const message = (location: string): string => errorOf({ status: 302, headers: { location } }).message;
    assert.ok(
      message("https://example.com/x\r\ny").startsWith(
        "302 from Atlas: redirect to https://example.com/x y, ",
      ),
    );
    assert.ok(message(" ").startsWith("302 from Atlas: redirect to no address, "));
  });

  it("names the credentials by kind and place after 401", () => {
    const start = `401 from Atlas: the API key from the environment was refused, reading ${WHAT}. `;
    assert.ok(errorOf({ status: 401 }).message.startsWith(start));
  });

  it("names a Digest challenge that is not supported, in one line", () => {
    const challenge = 'Basic realm="b", Digest realm="r", nonce="n", algorithm=MD5, qop="auth-int"';
    const message = (header: string): string =>
      errorOf({ status: 401, headers: { "www-authenticate": header } }).message;
    const start = "401 from Atlas: unsupported HTTP Digest challenge (MD5 with qop=auth-int), reading run ";
    assert.ok(message(challenge).startsWith(start), message(challenge));
    for (const other of ["", "Bearer", `${challenge}, Digest realm="r", nonce="n", qop="auth"`])
      assert.match(message(other), / was refused, reading /);
  });

  it("points to the access list when the token endpoint does, and not for a status that passes", () => {
    const message = (status: number, errorCode: string): string =>
      errorOf({ from: "token", status, body: { errorCode, parameters: ["192.0.2.7"] } }).message;
    assert.match(
      message(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST"),
      /\. Put 192\.0\.2\.7, the address .* API access list$/,
    );
    assert.ok(!message(425, "TOO_EARLY").includes("clientId"));
  });

  for (const [status, code] of [
    [400, "BAD_REQUEST"],
    [401, "UNAUTHORIZED"],
    [403, "FORBIDDEN"],
    [404, "NOT_FOUND"],
    [410, "GONE"],
  ] as const) {
    it(`points to the service account when the token endpoint responds ${status}, with the fields of OAuth`, () => {
      const body = { error: "access_denied", error_description: "Limit reached." };
      const error = errorOf({ from: "token", status, body });
      assert.equal(error.code, code);
      assert.deepEqual([error.errorCode, error.detail], ["access_denied", "Limit reached."]);
      assert.ok(error.message.startsWith(`${status} from the token endpoint of Atlas: `));
      assert.ok(error.message.endsWith(`: access_denied "Limit reached". ${ACCOUNT}`), error.message);
    });
  }

  it("quotes the token endpoint where it uses the fields of the API", () => {
    const error = errorOf({ from: "token", status: 401, body: { errorCode: "UNAUTHORIZED", detail: "No." } });
    assert.ok(error.message.endsWith(`: UNAUTHORIZED "No". ${ACCOUNT}`), error.message);
  });

  for (const [status, advice] of [
    [429, "Raise atlas-data-lake:retryTimeoutSeconds, or retry later"],
    [500, LATER],
  ] as const) {
    it(`does not blame the service account when the token endpoint responds ${status}`, () => {
      assert.ok(errorOf({ from: "token", status, body: "" }).message.endsWith(`. ${advice}`));
    });
  }

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
