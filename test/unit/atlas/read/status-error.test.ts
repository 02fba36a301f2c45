import assert from "node:assert/strict";
import { type AtlasApiError, changeMessage } from "../../../../provider/errors/index.js";
import { type FailedRead } from "../../../../provider/atlas/read/read-error.js";
import { NotFoundByAtlas, statusError } from "../../../../provider/atlas/read/status-error.js";
import { refuseMd5 } from "../../../helpers/refuse-md5.js";
import { CLIENT, facts, response, type ResponseParts, saidBy } from "../../../helpers/responses.js";

const READ: FailedRead = {
  label: ["the ", "RUN", " (page 1)"],
  notFoundAdvice: "Check its names",
  client: CLIENT,
  attempts: 1,
  elapsedSeconds: 12.345,
};

const errorOf = (
  parts: ResponseParts,
  more: Partial<FailedRead> = {},
  status = parts.status,
): AtlasApiError => statusError({ ...READ, ...more }, response(parts), status ?? 200, parts.body);

const RUN = "reading the RUN (page 1)";
const NO_ACCESS = "no access to the RUN (page 1) with the API key from the stack configuration";
const NEEDED = "Needed: the role Project Read Only, and this machine on the API access list";
const CHECK_URL = "Check mongodbatlas:baseUrl and any proxy";
const LATER = "Try again later, see https://status.mongodb.com";
const UNSUPPORTED = 'Basic realm="b", Digest realm="r", nonce="n", algorithm=MD5, qop="auth-int"';
const PATH = "api/atlas/v2/groups/g/pipelines/p/runs/r";
const REMOVED = "A server that has removed the API may respond so too";
const NOT_LISTED = "IP_ADDRESS_NOT_ON_ACCESS_LIST";

const REFUSED =
  `UNAUTHORIZED: the API key from the stack configuration was refused, ${RUN}. ` +
  "Check that it is complete, that it is neither expired nor revoked, and that it belongs to the Atlas of mongodbatlas:baseUrl";
const DIGEST =
  `UNAUTHORIZED: unsupported HTTP Digest challenge (MD5 with qop=auth-int), ${RUN}. ` +
  `Supported are MD5 and SHA-256 with qop=auth. ${CHECK_URL}`;
const GONE =
  `GONE: the Data Lake Pipelines API is gone, ${RUN}. ` +
  "Copy what pulumi stack output has, then remove the read";
const redirect = (to: string): string =>
  `REDIRECTED: redirect to ${to}, ${RUN}. Redirects are not followed, to protect the credentials. Check mongodbatlas:baseUrl`;

/** The code, and the message after `401 from Atlas: `, by status and headers. */
const STATUSES: readonly (readonly [number, string, headers?: Record<string, string>])[] = [
  [299, `UNEXPECTED_STATUS: unexpected status, ${RUN}. ${CHECK_URL}`],
  [300, redirect("no address")],
  [302, redirect("https://example.com/x y"), { location: "https://example.com/x\r\ny" }],
  [399, redirect("no address"), { location: " " }],
  [400, `BAD_REQUEST: invalid request, ${RUN}. A retry does not help`],
  [401, REFUSED, { "www-authenticate": "Bearer" }],
  [401, REFUSED, { "www-authenticate": `${UNSUPPORTED}, Digest realm="r", nonce="n", qop="auth"` }],
  [401, DIGEST, { "www-authenticate": UNSUPPORTED }],
  [403, `FORBIDDEN: ${NO_ACCESS}. ${NEEDED}`, { "www-authenticate": UNSUPPORTED }],
  [404, `NOT_FOUND: no such RUN. Check its names. ${REMOVED}`],
  [406, `NOT_ACCEPTABLE: version 2023-01-01 of the API is not served, ${RUN}. Check mongodbatlas:baseUrl`],
  [410, GONE],
  [429, `RATE_LIMITED: too many requests, ${RUN}. Raise atlas-data-lake:retryTimeoutSeconds, or retry later`],
  [499, `UNEXPECTED_STATUS: unexpected status, ${RUN}. ${CHECK_URL}`],
  [500, `SERVER_ERROR: server error, ${RUN}. ${LATER}`],
  [599, `SERVER_ERROR: server error, ${RUN}. ${LATER}`],
];

const listed = (address: string): string =>
  `FORBIDDEN: ${NO_ACCESS}: ${NOT_LISTED}. Put ${address}, the address of this machine or its proxy, on the API access list`;
const UNKNOWN = "RESOURCE_NOT_FOUND";
const UNKNOWN_PATH =
  `NOT_FOUND: unknown path, ${RUN}: ${UNKNOWN} "No". ` + `Check mongodbatlas:baseUrl. ${REMOVED}`;

/** The same by status and body. */
const BODIES: readonly (readonly [number, unknown, string])[] = [
  [401, { errorCode: "USER_UNAUTHORIZED" }, `UNAUTHORIZED: ${NO_ACCESS}: USER_UNAUTHORIZED. ${NEEDED}`],
  [403, { errorCode: NOT_LISTED, parameters: [{}, "192.0.2.7"] }, listed("192.0.2.7")],
  [403, { errorCode: NOT_LISTED, parameters: ["2001:db8::9"] }, listed("2001:db8::9")],
  [
    403,
    { errorCode: NOT_LISTED, parameters: ["elsewhere", "fe80::1%some.text"] },
    `FORBIDDEN: ${NO_ACCESS}: ${NOT_LISTED}. ${NEEDED}`,
  ],
  [403, { errorCode: "OTHER", parameters: ["192.0.2.7"] }, `FORBIDDEN: ${NO_ACCESS}: OTHER. ${NEEDED}`],
  [404, { errorCode: UNKNOWN, detail: "No.", parameters: [1, `/${PATH}`] }, UNKNOWN_PATH],
  [404, { errorCode: UNKNOWN, detail: `/${PATH}` }, UNKNOWN_PATH.replace("No", `/${PATH}`)],
  [
    404,
    { errorCode: UNKNOWN, detail: "No." },
    `NOT_FOUND: no such RUN: ${UNKNOWN} "No". Check its names. ${REMOVED}`,
  ],
  [
    404,
    { errorCode: "E", detail: `/${PATH}` },
    `NOT_FOUND: no such RUN: E "/${PATH}". Check its names. ${REMOVED}`,
  ],
];

/** The excerpt of a body in a message. */
const EXCERPTS: readonly (readonly [object, string])[] = [
  [{ detail: "" }, ""],
  [{ detail: "Busy." }, ': "Busy"'],
  [{ reason: "Unavailable" }, ': "Unavailable"'],
  [{ errorCode: "B", detail: "D", reason: "R", parameters: ["P"] }, ': B "D"'],
  [
    { errorCode: "A\nB", detail: " two\r\nlines\u001b[31m and\u2028more." },
    ': A B "two lines [31m and more"',
  ],
  [{ errorCode: "C".repeat(81), detail: "d".repeat(301) }, `: ${"C".repeat(80)}… "${"d".repeat(300)}…"`],
  [{ detail: `Slow ${PATH}. Retry.` }, ': "Slow …. Retry"'],
  [{ detail: `Cannot find /${PATH}.` }, `: "Cannot find /${PATH}"`],
  [
    {
      detail: "Bad.",
      badRequestDetail: { fields: ["x", "y\n"].map((field) => ({ field, description: "d" })) },
    },
    ': "Bad" (x: d; y : d)',
  ],
  [
    { badRequestDetail: { fields: [{ field: "x", description: "d".repeat(200) }] } },
    `: (x: ${"d".repeat(147)}…)`,
  ],
  [{ errorCode: "BUSY", badRequestDetail: { fields: [] } }, ": BUSY"],
  [{ errorCode: "BUSY", badRequestDetail: {} }, ": BUSY"],
];

describe("statusError", () => {
  const rows = [
    ...STATUSES.map(([status, text, headers = {}]) => ({
      text,
      parts: { status, headers, body: { error: status } },
    })),
    ...BODIES.map(([status, body, text]) => ({ text, parts: { status, body } })),
  ];
  for (const { text, parts } of rows) {
    it(`explains ${JSON.stringify(parts)}`, () => {
      const error = errorOf(parts);
      const message = saidBy(error);
      const start = `${parts.status} from Atlas: `;
      assert.ok(message.startsWith(start), message);
      assert.equal(`${error.code}: ${message.slice(start.length)}`, text);
    });
  }

  it("says that OpenSSL refuses MD5", () => {
    refuseMd5();
    const headers = { "www-authenticate": 'Digest realm="r", nonce="n", qop="auth"' };
    const { code, message } = errorOf({ status: 401, headers, body: { error: 401 } });
    assert.equal(code, "UNAUTHORIZED");
    assert.match(message, /: HTTP Digest needs MD5, .* \(FIPS\), .*\. Use a service account in place of /);
  });

  const HTML = { "content-type": "text/html; charset=utf-8" };
  /** Bodies that are not errors of the API, with their headers and what the message says of them. */
  const FOREIGN: readonly (readonly [body: unknown, what: string, headers?: ResponseParts["headers"]])[] = [
    ["<h1>Error</h1>", "text/html; charset=utf-8", HTML],
    [{ error: 503, errorCode: "E" }, "text/html; charset=utf-8): E", HTML],
    [{ errorCode: "E" }, "no media type): E", { "content-type": undefined }],
    ["", "no body"],
    ["", "no body", { "content-type": undefined }],
    ["Service Unavailable", "JSON of another form"],
    [{ error: 404 }, "JSON of another form"],
    [{ error: "Forbidden", path: "/" }, "JSON of another form"],
    [{ detail: "Not Found" }, 'JSON of another form): "Not Found"'],
  ];
  for (const from of ["api", "token"] as const) {
    for (const [body, what, headers = {}] of FOREIGN) {
      if (from === "token" && typeof (body as { error?: unknown }).error === "string") continue;
      it(`names the URL where the ${from} responds with ${JSON.stringify(body)}, ${what}, whatever the status`, () => {
        for (const status of [204, 401, 429]) {
          const [type = "", said = ""] = what.split("): ");
          const excerpt = said && `: ${said}`;
          assert.equal(
            saidBy(errorOf({ status, body, headers, from })),
            `${status} from ${CLIENT.baseUrl}, not an error of the Atlas API (${type}), ${RUN}${excerpt}. ${CHECK_URL}`,
          );
        }
      });
    }
  }

  it("names the URL of Atlas if it is not the default, in an error of Atlas as well", () => {
    const client = { ...CLIENT, baseUrl: "https://cloud.mongodbgov.com" };
    const messageOf = (parts: ResponseParts): string =>
      errorOf({ status: 404, ...parts }, { client }).message;
    const verdict = { errorCode: "E" };
    assert.match(
      messageOf({ body: verdict }),
      /^404 from Atlas at https:\/\/cloud\.mongodbgov\.com: no such RUN/,
    );
    assert.match(
      messageOf({ body: verdict, from: "token" }),
      /^404 from the token endpoint of Atlas at https:\/\/cloud\.mongodbgov\.com: no such/,
    );
    assert.match(
      messageOf({ body: "" }),
      /^404 from https:\/\/cloud\.mongodbgov\.com, .* Check mongodbatlas:baseUrl \(https:\/\/cloud\.mongodbgov\.com\) and/,
    );
  });

  for (const [body, excerpt] of EXCERPTS) {
    it(`quotes the body ${JSON.stringify(body).slice(0, 60)}`, () => {
      const message = saidBy(errorOf({ status: 503, body: { error: 503, ...body } }));
      assert.equal(message, `503 from Atlas: server error, ${RUN}${excerpt}. ${LATER}`);
    });
  }

  it("has nothing after its subject if it repeats an earlier one", () => {
    for (const [status, start] of [
      [403, "no access to the RUN"],
      [404, "no such RUN"],
      [500, "server error, reading the RUN"],
    ] as const) {
      const error = changeMessage(errorOf({ status, body: { errorCode: "E" } }), () => ({ asFor: "A" }));
      assert.equal(saidBy(error), `${status} from Atlas: ${start}, as for A`);
    }
  });

  it("keeps the documented fields of the body as they are, if they have their types", () => {
    const fields = { errorCode: "A\nB", detail: `No ${PATH}.`, reason: "R", parameters: ["P", 1] };
    const { message, ...own } = facts(
      errorOf({ status: 503, body: { ...fields, error: 503, badRequestDetail: { fields: [] } } }),
    );
    assert.deepEqual(own, { name: "AtlasApiError", code: "SERVER_ERROR", status: 503, ...fields });
    const wrong = errorOf({ status: 503, body: { detail: 1, errorCode: {}, reason: null, parameters: "p" } });
    assert.deepEqual(Object.keys(wrong).sort(), ["code", "name", "status"]);
  });

  it("names attempts, and the delay that the deadline did not allow", () => {
    const messageOf = (more: Partial<FailedRead>): string =>
      saidBy(errorOf({ status: 503, body: { errorCode: "B" } }, more));
    const due = (seconds: string): string =>
      `server error, ${RUN}: B; the next attempt was due in ${seconds} s, beyond retryTimeoutSeconds (7 s). ${LATER}`;
    const attempts = messageOf({ attempts: 2, dueDelaySeconds: 3600 });
    assert.equal(attempts, `503 from Atlas after 2 attempts in 12.3 s: ${due("3600.0")}`);
    assert.equal(messageOf({ dueDelaySeconds: 0.25 }), `503 from Atlas: ${due("0.3")}`);
  });

  const ACCOUNT =
    "Check mongodbatlas:clientId and mongodbatlas:clientSecret, that the secret has not expired, and that fewer than " +
    "100 tokens are live";
  const TOKEN: readonly (readonly [number, unknown, string])[] = [
    ...([400, 401, 403, 404, 410] as const).map(
      (status) =>
        [
          status,
          { error: "access_denied", error_description: "Limit reached." },
          `: access_denied "Limit reached". ${ACCOUNT}`,
        ] as const,
    ),
    [401, { errorCode: "UNAUTHORIZED", detail: "No." }, `: UNAUTHORIZED "No". ${ACCOUNT}`],
    [403, { errorCode: NOT_LISTED, parameters: ["192.0.2.7"] }, "its proxy, on the API access list"],
    [425, { errorCode: "E" }, `. ${CHECK_URL}`],
    [429, { errorCode: "E" }, ". Raise atlas-data-lake:retryTimeoutSeconds, or retry later"],
    [501, { errorCode: "E" }, `. ${LATER}`],
  ];
  for (const [status, body, end] of TOKEN) {
    it(`advises after status ${status} of the token endpoint and the body ${JSON.stringify(body)}`, () => {
      const message = saidBy(errorOf({ from: "token", status, body }));
      assert.ok(message.startsWith(`${status} from the token endpoint of Atlas: `), message);
      assert.ok(message.endsWith(end), message);
    });
  }

  const PROOFS: readonly (readonly [string, boolean, ResponseParts, status?: number])[] = [
    ["a 404 of the API", true, { status: 404, body: { error: 404 } }],
    ["another status in the body", false, { status: 404, body: { error: 400 } }],
    ["a page", false, { status: 404, body: { error: 404 }, headers: { "content-type": "text/html" } }],
    ["the token endpoint", false, { from: "token", status: 404, body: { error: 404 } }],
    ["an envelope", false, { status: 200, body: { error: 404 } }, 404],
  ];
  for (const [name, proof, parts, status] of PROOFS) {
    it(`${proof ? "is" : "is not"} a NotFoundByAtlas: ${name}`, () => {
      const error = errorOf(parts, {}, status ?? parts.status);
      assert.deepEqual([error.code, error instanceof NotFoundByAtlas], ["NOT_FOUND", proof]);
    });
  }
});
