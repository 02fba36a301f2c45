import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { STATUS_CODES } from "node:http";
import { join } from "node:path";
import { examplePipelineRun, type Fault, type LocalAtlas } from "../../provider/testing/index.js";
import { ROOT } from "../../tools/root.js";
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

type Json = Readonly<Record<string, object>>;
type Responses = Readonly<Record<string, { readonly headers?: Json; readonly content: Json }>>;
const text = readFileSync(join(ROOT, "test/helpers/atlas-openapi.json"), "utf8");
const description = JSON.parse(text) as { paths: Record<string, { get: { responses: Responses } }> };
// The formats of numbers are not checked: JSON.parse has rounded a number before any check.
const ajv = formats(new Ajv2020({ allErrors: true, strict: false })).addSchema(description, "atlas");

/** Checks a value with a part of the description, by its place there. */
function assertValid(value: unknown, ...place: readonly string[]): void {
  const pointer = place.map((key) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1")));
  const validate = ajv.getSchema(`atlas#/${pointer.join("/")}`) ?? assert.fail(place.join(" "));
  assert.ok(validate(value), `${ajv.errorsText(validate.errors)}: ${JSON.stringify(value)}`);
}

function assertDescribed(target: string, { status, headers, json }: Reply): void {
  const list = "/api/atlas/v2/groups/{groupId}/pipelines/{pipelineName}/runs";
  const path = /\/runs\/\w+$/.test(target) ? `${list}/{pipelineRunId}` : list;
  const described =
    description.paths[path]?.get.responses[status] ?? assert.fail(`${status} is not described`);
  for (const name of Object.keys(described.headers ?? {})) {
    assertValid(headers[name.toLowerCase()], "components", "headers", name, "schema");
  }
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  assert.deepEqual([type], Object.keys(described.content));
  assertValid(json, "paths", path, "get", "responses", String(status), "content", type, "schema");
}

const { projectId: ID, run } = examplePipelineRun;
const OTHER = "0123456789abcdef01234567";
const LONG = "x".repeat(65);
/** The path of the example run, with another project, pipeline or run. */
const path = (group: string, pipeline = "nightly", id = ID): string =>
  `/api/atlas/v2/groups/${group}/pipelines/${pipeline}/runs/${id}`;
const WEEKLY = path(ID, "weekly");
const bearer = (token: string): Case => ({ headers: { authorization: `Bearer ${token}` } });
const failing = (type: "gone" | "addressRefused" | "pagingTimeout"): Case => ({ fault: { type } });

interface Case {
  readonly headers?: Readonly<Record<string, string>>;
  readonly fault?: Fault;
  /** Requests before this one. */
  readonly after?: number;
}
type Row = readonly [target: string, parameters: readonly unknown[] | undefined, which?: Case];

/** Refused requests: a part of the error's detail, each request, and the error's parameters. */
const REFUSED: Readonly<Record<string, readonly [detail: string, ...rows: readonly Row[]]>> = {
  "400 VALIDATION_ERROR": [
    " must match the pattern ^",
    [path("A".repeat(24)), ["groupId", "A".repeat(24)]],
    [path("%zz"), ["groupId", "%zz"]],
    [path(ID, "a%2Fb"), ["pipelineName", "a/b"]],
    [path(ID, LONG), ["pipelineName", LONG]],
    [path(ID, "nightly", "nightly"), ["pipelineRunId", "nightly"]],
    [LIST_PATH.replace("nightly", "a$b"), ["pipelineName", "a$b"]],
  ],
  // As recorded by the Atlas CLI's own tests: this body has no parameters.
  "401 UNEXPECTED_ERROR": [
    "You are not authorized for this resource.",
    [RUN_PATH, undefined, bearer("wrong")],
    [LIST_PATH, undefined, bearer("")],
  ],
  "401 USER_UNAUTHORIZED": [
    "Current user is not authorized to perform this action.",
    [RUN_PATH, [], bearer("none")],
    [LIST_PATH, [], bearer("member")],
  ],
  "403 IP_ADDRESS_NOT_ON_ACCESS_LIST": [
    "IP address 127.0.0.1 is not allowed to access this resource.",
    [RUN_PATH, ["127.0.0.1"], failing("addressRefused")],
  ],
  "404 GROUP_NOT_FOUND": [`No group with ID ${OTHER} exists.`, [path(OTHER), [OTHER]]],
  "404 RESOURCE_NOT_FOUND": [
    "Cannot find resource Data Lake Pipeline ",
    [WEEKLY, ["Data Lake Pipeline weekly"]],
    [path(ID, "nightly", OTHER), [`Data Lake Pipeline run with id ${OTHER}`]],
  ],
  "406 INVALID_VERSION_DATE": ["Invalid accept ", [RUN_PATH, [], { headers: { accept: "*/*" } }]],
  "410 VERSION_GONE": [
    `Version 2023-01-01 of ${RUN_PATH.slice(1)} is no longer available.`,
    [RUN_PATH, ["2023-01-01", RUN_PATH.slice(1)], failing("gone")],
  ],
  "429 RATE_LIMITED_TOKEN_BUCKET": [
    " Please retry after 59 seconds. Request capacity: 6. Refill rate: 1 per 60 seconds. ",
    [RUN_PATH, [RUN_PATH.slice(1), 59, 6, 1, 60], { after: 6 }],
  ],
  "500 TIMEOUT_WHILE_PAGING": [" Retry with includeCount=false.", [LIST_PATH, [], failing("pagingTimeout")]],
};

describe("the local Atlas responds", () => {
  const start = useLocalAtlas();
  let atlas: LocalAtlas;
  const get = (target: string, headers = {}): Promise<Reply> => read(atlas.baseUrl + target, headers);
  const status = async (target: string, headers = {}): Promise<number> => (await get(target, headers)).status;

  beforeEach(async () => {
    const roles = { member: ["ORG_MEMBER"], owner: ["ORG_MEMBER", "GROUP_OWNER"], none: [] };
    const tokens = Object.entries(roles).map(([token, roles]) => ({ token, roles }));
    const sparse = { ...examplePipelineRun, run: { _id: OTHER.replace("0", "1") } };
    const rateLimit = { capacity: 6, refill: 1, periodSeconds: 60 };
    atlas = await start({
      runs: [examplePipelineRun, sparse],
      accessTokens: [{ token: TOKEN }, ...tokens],
      rateLimit,
    });
  });

  context("as the OpenAPI description of Atlas says", () => {
    for (const target of [RUN_PATH, path(ID, "nightly", OTHER.replace("0", "1")), LIST_PATH]) {
      it(`with 200 to ${target}`, async () => {
        const reply = await get(target);
        assert.deepEqual([reply.status, reply.headers["content-type"]], [200, CONTENT_TYPE]);
        assertDescribed(target, reply);
      });
    }

    for (const [expected, [part, ...rows]] of Object.entries(REFUSED)) {
      for (const [target, parameters, which = {}] of rows) {
        it(`with ${expected} to ${target} ${JSON.stringify(which)}`, async () => {
          const { headers, fault, after = 0 } = which;
          if (fault !== undefined) atlas.fail(fault);
          for (let n = 0; n < after; n++) await get(target);
          const reply = await get(target, headers);
          const { badRequestDetail, detail, ...rest } = reply.json;
          const [error, errorCode] = [reply.status, expected.slice(4)];
          const body = { error, errorCode, reason: STATUS_CODES[error], ...(parameters && { parameters }) };
          assert.deepEqual([String(error), rest], [expected.slice(0, 3), body]);
          assert.equal(badRequestDetail !== undefined, error === 400);
          assert.ok(String(detail).includes(part), String(detail));
          const unauthenticated = errorCode === "UNEXPECTED_ERROR";
          assert.equal(reply.headers["www-authenticate"] !== undefined, unauthenticated);
          const early = unauthenticated || fault !== undefined || after > 0;
          assert.equal(reply.headers["deprecation"] === undefined, early);
          if (fault === undefined) assert.equal(reply.headers["x-error-code"], errorCode);
          assertDescribed(target, reply);
        });
      }
    }
  });

  it("to a request after it has checked, in this order: credentials, Accept, patterns, role, existence", async () => {
    const CHECKS = [
      [401, path("x", "weekly"), "wrong", "*/*"],
      [406, path("x", "weekly"), "member", "*/*"],
      [400, path("x", "weekly"), "member", MEDIA_TYPE],
      [401, WEEKLY, "member", MEDIA_TYPE],
      [404, WEEKLY, "owner", MEDIA_TYPE],
    ] as const;
    for (const [expected, target, token, accept] of CHECKS) {
      assert.equal(await status(target, { authorization: `Bearer ${token}`, accept }), expected);
    }
  });

  it("with 404 to a path that it does not have, and 405 to a method other than GET, before it checks credentials", async () => {
    for (const unknown of ["/", "/api/atlas/v2/groups", `${RUN_PATH}/`]) {
      const { json } = await get(unknown, { authorization: "" });
      assert.deepEqual([json["errorCode"], json["parameters"]], ["RESOURCE_NOT_FOUND", [unknown]]);
    }
    for (const method of ["POST", "HEAD"]) {
      const reply = await send(atlas.baseUrl + RUN_PATH, { method });
      assert.deepEqual([reply.status, reply.headers["allow"]], [405, "GET"]);
    }
  });

  const VERSIONED = "application/vnd.atlas";
  const ACCEPT: Readonly<Record<number, readonly string[]>> = {
    200: [`${VERSIONED}.2025-03-12+json`, `text/html, ${MEDIA_TYPE};q=0.5`, MEDIA_TYPE.toUpperCase()],
    406: [
      ...["application/json", `${VERSIONED}.2022-12-31+json`, `${VERSIONED}.2023-13-01+json`],
      ...[`${VERSIONED}.2023-01-01+csv`, `${VERSIONED}.2023-01-01`, ","],
    ],
  };
  for (const [expected, headers] of Object.entries(ACCEPT)) {
    it(`with ${expected} to Accept: ${headers.join(" or ")}`, async () => {
      for (const accept of headers)
        assert.equal(await status(RUN_PATH, { accept }), Number(expected), accept);
    });
  }

  it("with the dates of its deprecation, unless the scenario says otherwise", async () => {
    const dates = { deprecation: "Sun, 1 Sep 2024 00:00:00 GMT", sunset: "Tue, 9 Sep 2025 00:00:00 GMT" };
    const { headers } = await get(RUN_PATH);
    assert.deepEqual({ ...headers, ...dates }, headers);
    atlas = await start({ deprecated: false });
    assert.doesNotMatch(Object.keys((await get(RUN_PATH)).headers).join(), /deprecation|sunset/);
  });

  it("with status 200, the run, list or error in an envelope, and indented, if envelope and pretty are true", async () => {
    const { links, ...list } = (await get(LIST_PATH)).json;
    const ENVELOPES = {
      [RUN_PATH]: { status: 200, content: run },
      [path(OTHER)]: { status: 404, content: (await get(path(OTHER))).json },
      [LIST_PATH]: { ...list, status: 200 },
    };
    for (const [target, expected] of Object.entries(ENVELOPES)) {
      const { status, text, json } = await get(`${target}?envelope=true&pretty=true`);
      assert.deepEqual([status, { ...json, links }], [200, { ...expected, links }]);
      assert.equal(text, JSON.stringify(json, undefined, 2));
    }
    assert.equal(await status(`${RUN_PATH}?envelope=true`, { authorization: "" }), 401);
  });
});
