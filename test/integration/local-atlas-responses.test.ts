import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { STATUS_CODES } from "node:http";
import { join } from "node:path";
import {
  examplePipelineRun,
  type BadRequestDetail,
  type Fault,
  type LocalAtlas,
} from "../../provider/testing/index.js";
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
interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly headers?: Json; readonly content: Json }>>;
}
const text = readFileSync(join(ROOT, "test/helpers/atlas-openapi.json"), "utf8");
const description = JSON.parse(text) as { paths: Record<string, { readonly get: Operation }> };
// The formats of numbers are not checked: JSON.parse has rounded a number before any check.
const ajv = formats(new Ajv2020({ allErrors: true, strict: false })).addSchema(description, "atlas");

/** The operation whose path a target has. */
function operationOf(target: string): Operation & { readonly path: string } {
  const segments = (path: string): number => path.split("/").length;
  const paths = Object.entries(description.paths);
  const found = paths.find(([path]) => segments(path) === segments(target.replace(/\?.*/, "")));
  const [path, { get }] = found ?? assert.fail(target);
  return { path, ...get };
}

/** Checks a value with a part of the description, by its place there. */
function assertValid(value: unknown, ...place: readonly string[]): void {
  const pointer = place.map((key) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1")));
  const validate = ajv.getSchema(`atlas#/${pointer.join("/")}`) ?? assert.fail(place.join(" "));
  assert.ok(validate(value), `${ajv.errorsText(validate.errors)}: ${JSON.stringify(value)}`);
}

function assertDescribed(target: string, { status, headers, json }: Reply): void {
  const { path, responses } = operationOf(target);
  const described = responses[status] ?? assert.fail(`${status} is not described`);
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
const as = (token: string): Case => ({ headers: { authorization: `Bearer ${token}` } });

interface Case {
  readonly headers?: Readonly<Record<string, string>>;
  readonly fault?: Fault;
  /** Requests before this one. */
  readonly after?: number;
}
type Row = readonly [target: string, parameters: readonly unknown[] | undefined, which?: Case];
const both = (parameters: (target: string) => Row[1], which: Case): readonly Row[] =>
  [RUN_PATH, LIST_PATH].map((target) => [target, parameters(target), which]);
const none = (): Row[1] => [];

/** Refused requests: the detail of the error, each request, and the error's parameters. */
const REFUSED: Readonly<Record<string, readonly [detail: RegExp, ...rows: readonly Row[]]>> = {
  "400 VALIDATION_ERROR": [
    /^The path parameter \w+ must match the pattern \^.+\$\.$/,
    [path("A".repeat(24)), ["groupId", "A".repeat(24)]],
    [path("%zz"), ["groupId", "%zz"]],
    [path(ID, "a%2Fb"), ["pipelineName", "a/b"]],
    [path(ID, LONG), ["pipelineName", LONG]],
    [path(ID, "nightly", "nightly"), ["pipelineRunId", "nightly"]],
    [LIST_PATH.replace("nightly", "a$b"), ["pipelineName", "a$b"]],
  ],
  // As recorded by the Atlas CLI's own tests: this body has no parameters.
  "401 UNEXPECTED_ERROR": [
    /^You are not authorized for this resource\.$/,
    ...both(() => undefined, as("wrong")),
    ...both(() => undefined, as("")),
  ],
  "401 USER_UNAUTHORIZED": [
    /^Current user is not authorized to perform this action\.$/,
    ...both(none, as("none")),
    ...both(none, as("member")),
  ],
  "403 IP_ADDRESS_NOT_ON_ACCESS_LIST": [
    /^IP address 127\.0\.0\.1 is not allowed to access this resource\.$/,
    ...both(() => ["127.0.0.1"], { fault: { type: "addressRefused" } }),
  ],
  "404 GROUP_NOT_FOUND": [/^No group with ID 01\w+ exists\.$/, [path(OTHER), [OTHER]]],
  "404 RESOURCE_NOT_FOUND": [
    /^Cannot find resource Data Lake Pipeline .*\.$/,
    [path(ID, "weekly"), ["Data Lake Pipeline weekly"]],
    [LIST_PATH.replace("nightly", "weekly"), ["Data Lake Pipeline weekly"]],
    [path(ID, "nightly", OTHER), [`Data Lake Pipeline run with id ${OTHER}`]],
  ],
  "406 INVALID_VERSION_DATE": [
    /^Invalid accept header or version date\.$/,
    ...both(none, { headers: { accept: "*/*" } }),
  ],
  "410 VERSION_GONE": [
    /^Version 2023-01-01 of api\/.* is no longer available\.$/,
    ...both((target) => ["2023-01-01", target.slice(1)], { fault: { type: "gone" } }),
  ],
  "429 RATE_LIMITED_TOKEN_BUCKET": [
    /^Rate limit exceeded for api\/.*\. Please retry after 59 seconds\. Request capacity: 4\. Refill rate: 1 per 60 seconds\. For more information, see: http:\S+\.$/,
    ...both((target) => [target.slice(1), 59, 4, 1, 60], { after: 4 }),
  ],
  "500 TIMEOUT_WHILE_PAGING": [
    /Retry with includeCount=false\.$/,
    [LIST_PATH, [], { fault: { type: "pagingTimeout" } }],
  ],
};

describe("the local Atlas responds", () => {
  const start = useLocalAtlas();
  let atlas: LocalAtlas;
  const get = (target: string, headers = {}): Promise<Reply> => read(atlas.baseUrl + target, headers);
  const status = async (target: string, headers = {}): Promise<number> => (await get(target, headers)).status;

  beforeEach(async () => {
    const roles = { member: ["ORG_MEMBER"], owner: ["ORG_MEMBER", "GROUP_OWNER"], none: [] };
    const tokens = Object.entries(roles).map(([token, roles]) => ({ token, roles }));
    atlas = await start({
      runs: [examplePipelineRun, { ...examplePipelineRun, run: { _id: OTHER.replace("0", "1") } }],
      accessTokens: [{ token: TOKEN }, ...tokens],
      rateLimit: { capacity: 4, refill: 1, periodSeconds: 60 },
    });
  });

  context("as the OpenAPI description of Atlas says", () => {
    const FOUND = [RUN_PATH, path(ID, "nightly", OTHER.replace("0", "1")), LIST_PATH];
    for (const target of [...FOUND, `${LIST_PATH}?includeCount=false&itemsPerPage=1&pageNum=2`]) {
      it(`with 200 to ${target}`, async () => {
        const reply = await get(target);
        assert.deepEqual([reply.status, reply.headers["content-type"]], [200, CONTENT_TYPE]);
        assertDescribed(target, reply);
      });
    }

    for (const [expected, [pattern, ...rows]] of Object.entries(REFUSED)) {
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
          const fields = (badRequestDetail as BadRequestDetail | undefined)?.fields.map(({ field }) => field);
          assert.deepEqual(fields, error === 400 ? parameters?.slice(0, 1) : undefined);
          assert.match(String(detail), pattern);
          const challenged = reply.headers["www-authenticate"] !== undefined;
          assert.equal(challenged, errorCode === "UNEXPECTED_ERROR");
          if (fault === undefined) assert.equal(reply.headers["x-error-code"], errorCode);
          assertDescribed(target, reply);
        });
      }
    }

    it("with each status of the description", () => {
      const targets = (rows: readonly Row[]): readonly string[] => rows.map(([target]) => target);
      const refused = Object.entries(REFUSED).map(([code, [, ...rows]]) => [code, targets(rows)] as const);
      const held = [...refused, ["200", FOUND] as const].flatMap(([expected, targets]) =>
        targets.map((target) => `${operationOf(target).operationId} ${expected.slice(0, 3)}`),
      );
      const described = Object.values(description.paths).flatMap(({ get: { operationId, responses } }) =>
        Object.keys(responses).map((status) => `${operationId} ${status}`),
      );
      assert.deepEqual([...new Set(held)].sort(), described.sort());
    });
  });

  it("to a request after it has checked, in this order: credentials, Accept, patterns, role, existence", async () => {
    const wrong = (token: string, accept = MEDIA_TYPE): object => ({
      authorization: `Bearer ${token}`,
      accept,
    });
    assert.equal(await status(path("x", "weekly"), wrong("wrong", "*/*")), 401);
    assert.equal(await status(path("x", "weekly"), wrong("member", "*/*")), 406);
    assert.equal(await status(path("x", "weekly"), wrong("member")), 400);
    assert.equal(await status(path(ID, "weekly"), wrong("member")), 401);
    assert.equal(await status(path(ID, "weekly"), wrong("owner")), 404);
  });

  it("with 404 to a path that it does not have, before it checks credentials", async () => {
    for (const unknown of ["/", "/api/atlas/v2/groups", `${RUN_PATH}/`]) {
      const { json } = await get(unknown, { authorization: "" });
      assert.deepEqual([json["errorCode"], json["parameters"]], ["RESOURCE_NOT_FOUND", [unknown]]);
    }
  });

  it("with 405 to a method other than GET", async () => {
    for (const method of ["POST", "DELETE", "HEAD"]) {
      const headers = { authorization: `Bearer ${TOKEN}`, accept: MEDIA_TYPE };
      const reply = await send(atlas.baseUrl + RUN_PATH, { method, headers });
      assert.deepEqual([reply.status, reply.headers["allow"]], [405, "GET"]);
    }
  });

  const VERSIONED = "application/vnd.atlas";
  const ACCEPT: readonly (readonly [expected: number, ...headers: readonly string[]])[] = [
    [200, `${VERSIONED}.2025-03-12+json`, `text/html, ${MEDIA_TYPE};q=0.5`, MEDIA_TYPE.toUpperCase()],
    [406, "application/json", `${VERSIONED}.2022-12-31+json`, `${VERSIONED}.2023-13-01+json`],
    [406, `${VERSIONED}.2023-01-01+csv`, `${VERSIONED}.2023-01-01`, ","],
  ];
  for (const [expected, ...headers] of ACCEPT) {
    it(`with ${expected} to Accept: ${headers.join(" or ")}`, async () => {
      for (const accept of headers) assert.equal(await status(RUN_PATH, { accept }), expected, accept);
    });
  }

  it("with the dates of its deprecation, also to a failed request, unless the scenario says otherwise", async () => {
    const dates = ["Sun, 1 Sep 2024 00:00:00 GMT", "Tue, 9 Sep 2025 00:00:00 GMT"];
    for (const target of [RUN_PATH, path(OTHER)]) {
      const { headers } = await get(target);
      assert.deepEqual([headers["deprecation"], headers["sunset"]], dates);
    }
    atlas = await start({ deprecated: false });
    const { headers } = await get(RUN_PATH);
    assert.deepEqual([headers["deprecation"], headers["sunset"]], [undefined, undefined]);
  });

  it("with status 200, and the run, the list or the error in an envelope, if envelope=true", async () => {
    const wrapped = async (target: string): Promise<object> => {
      const { status, json } = await get(`${target}?envelope=true`);
      assert.equal(status, 200);
      return json;
    };
    assert.deepEqual(await wrapped(RUN_PATH), { status: 200, content: run });
    assert.deepEqual(await wrapped(path(OTHER)), { status: 404, content: (await get(path(OTHER))).json });
    const { links, ...list } = (await get(LIST_PATH)).json;
    assert.deepEqual({ ...(await wrapped(LIST_PATH)), links }, { ...list, links, status: 200 });
  });

  it("with indented JSON if pretty=true, also to a failed request and in an envelope", async () => {
    const { text } = await get(`${RUN_PATH}?pretty=true`);
    assert.equal(text, JSON.stringify(run, undefined, 2));
    const wrapped = await get("/api/atlas/v2/x?pretty=true&envelope=true");
    assert.equal(
      wrapped.text,
      JSON.stringify({ status: 404, content: wrapped.json["content"] }, undefined, 2),
    );
  });
});
