import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  examplePipelineRun,
  startLocalAtlas,
  type Fault,
  type LocalAtlas,
} from "../../provider/testing/index.js";
import { read, runPath, TOKEN } from "../helpers/local-atlas-client.js";
import { ROOT } from "../../tools/root.js";

interface Ref {
  readonly $ref: string;
}
interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<
    Record<
      string,
      { readonly headers?: Readonly<Record<string, Ref>>; readonly content: Readonly<Record<string, object>> }
    >
  >;
}
interface Description {
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
}

const description = JSON.parse(
  readFileSync(join(ROOT, "test/helpers/atlas-openapi.json"), "utf8"),
) as Description;
const operations = Object.entries(description.paths).map(([path, { get }]) => ({ path, ...get }));

const RUN = runPath();
const LIST = RUN.replace(/\/\w+$/, "");
const OTHER = "0123456789abcdef01234567";

interface Case {
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fault?: Fault;
  /** Requests before this one. */
  readonly after?: number;
}

const both = (status: number, more: Omit<Case, "target">): readonly (readonly [number, Case])[] =>
  [RUN, LIST].map((target) => [status, { target, ...more }]);

const CASES: readonly (readonly [status: number, which: Case])[] = [
  ...both(200, {}),
  [200, { target: RUN.replace(/8$/, "9") }],
  [200, { target: `${LIST}?includeCount=false&itemsPerPage=1&pageNum=2` }],
  [400, { target: RUN.replace(/\w+$/, "x") }],
  [400, { target: `${LIST}?pageNum=0` }],
  ...both(401, { headers: { authorization: "Bearer wrong" } }),
  ...both(401, { headers: { authorization: "" } }),
  ...both(401, { headers: { authorization: "Bearer without-role" } }),
  ...both(403, { fault: { type: "addressRefused" } }),
  [404, { target: RUN.replace(/\w+$/, OTHER) }],
  [404, { target: LIST.replace("nightly", "weekly") }],
  [404, { target: RUN.replace(/\w{24}/, OTHER) }],
  ...both(406, { headers: { accept: "application/json" } }),
  ...both(410, { fault: { type: "gone" } }),
  ...both(429, { after: 4 }),
  [500, { target: LIST, fault: { type: "pagingTimeout" } }],
];

describe("the local Atlas and the OpenAPI description of its endpoints", () => {
  // The formats of numbers are not checked: JSON.parse has rounded a number before any check.
  const ajv = formats(new Ajv2020({ allErrors: true, strict: false }));
  ajv.addSchema(description, "atlas");
  let atlas: LocalAtlas;

  beforeEach(async () => {
    const { run, ...place } = examplePipelineRun;
    atlas = await startLocalAtlas({
      runs: [examplePipelineRun, { ...place, run: { _id: `${run._id.slice(0, -1)}9` } }],
      accessTokens: [{ token: TOKEN }, { token: "without-role", roles: [] }],
      rateLimit: { capacity: 4, refill: 1, periodSeconds: 60 },
    });
  });

  afterEach(() => atlas.close());

  /** Checks a part of the description, by its place in it. */
  function assertValid(value: unknown, ...place: readonly string[]): void {
    const pointer = place.map((key) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1")));
    const validate = ajv.getSchema(`atlas#/${pointer.join("/")}`) ?? assert.fail(place.join(" "));
    assert.ok(validate(value), `${ajv.errorsText(validate.errors)}: ${JSON.stringify(value)}`);
  }

  for (const [status, { target, headers, fault, after = 0 }] of CASES) {
    const what = headers === undefined ? (fault?.type ?? "") : JSON.stringify(headers);
    it(`responds with ${status} to ${target} ${what} as described`, async () => {
      if (fault !== undefined) atlas.fail(fault);
      for (let n = 0; n < after; n++) await read(atlas.baseUrl + target);
      const reply = await read(atlas.baseUrl + target, headers);
      assert.equal(reply.status, status, reply.text);
      const { path, responses } = operationOf(target);
      const described = responses[status] ?? assert.fail(`${status} is not described`);
      for (const name of Object.keys(described.headers ?? {})) {
        assertValid(reply.headers[name.toLowerCase()], "components", "headers", name, "schema");
      }
      const [type = ""] = (reply.headers["content-type"] ?? "").split(";");
      assert.deepEqual([type], Object.keys(described.content));
      const response = ["paths", path, "get", "responses", String(status)];
      assertValid(reply.json, ...response, "content", type, "schema");
    });
  }

  it("is held against each response of the description", () => {
    const held = CASES.map(([status, { target }]) => `${operationOf(target).operationId} ${status}`);
    const described = operations.flatMap(({ operationId, responses }) =>
      Object.keys(responses).map((status) => `${operationId} ${status}`),
    );
    assert.deepEqual([...new Set(held)].sort(), described.sort());
  });
});

/** The operation whose path a target has. */
function operationOf(target: string): (typeof operations)[number] {
  const [path = ""] = target.split("?");
  const segments = path.split("/").length;
  return operations.find((each) => each.path.split("/").length === segments) ?? assert.fail(target);
}
