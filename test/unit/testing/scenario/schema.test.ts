import { Ajv } from "ajv";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLE_SCENARIO } from "../../../../provider/testing/command/example-scenario.js";
import { check } from "../../../../provider/testing/scenario/codecs.js";
import { scenario } from "../../../../provider/testing/scenario/scenario.js";
import { passes } from "../../../../provider/testing/scenario/values.js";
import {
  examplePipelineRun,
  type Fault,
  type LocalAtlasOptions,
} from "../../../../provider/testing/index.js";
import { ROOT } from "../../../../tools/root.js";

type Json = Readonly<Record<string, unknown>> | readonly unknown[];
type Path = readonly string[];

const error = { detail: "d", error: 400, errorCode: "E", parameters: [1, "p", {}], reason: "r" };
const badRequestDetail = { fields: [{ field: "f", description: "d" }] };
/** A fault of each type with every field that it can have. */
const FAULTS: readonly Fault[] = [
  {
    type: "status",
    status: 400,
    retryAfter: 1,
    headers: { "X-A": "b" },
    error: { ...error, badRequestDetail },
  },
  { type: "rateLimited", retryAfter: "soon" },
  { type: "gone" },
  { type: "addressRefused" },
  { type: "pagingTimeout" },
  { type: "raw", body: "", status: 200, contentType: "text/html", headers: {} },
  { type: "delay", milliseconds: 1 },
  { type: "hang", at: "midBody" },
  { type: "reset", at: "beforeHeaders" },
  { type: "truncate", framing: "chunked" },
  { type: "drip", millisecondsPerByte: 1 },
  { type: "contentType", contentType: "text/plain" },
];
const { projectId: ID, pipelineName, run } = examplePipelineRun;
const { _id, ...set } = run;
const rateLimit = { capacity: 1, refill: 1, periodSeconds: 1 };
/** Every field that a file can have, those of the faults apart. */
const WHOLE: Required<Omit<LocalAtlasOptions, "faults">> = {
  $schema: "./schema.json",
  port: 0,
  tls: { key: "k", cert: "c" },
  runs: [{ projectId: ID, pipelineName, run, transitions: [{ afterSeconds: 1, set }] }],
  apiKeys: [{ publicKey: "p", privateKey: "q", roles: ["ORG_OWNER"] }],
  serviceAccounts: [{ clientId: "c", clientSecret: "s", roles: [] }],
  accessTokens: [{ token: "t", roles: [] }],
  nonceLifetimeSeconds: 1,
  tokenLifetimeSeconds: 1,
  maxLiveTokens: 1,
  rateLimit,
  tokenRateLimit: rateLimit,
  deprecated: true,
};
/** The same in parts, each of which is a scenario. */
const PARTS: readonly LocalAtlasOptions[] = [
  ...Object.entries(WHOLE).map(([name, value]) => ({ [name]: value })),
  ...FAULTS.map((fault) => ({ faults: [{ fault, times: 1, kind: "api", path: "x" }] as const })),
];

const schema = JSON.parse(readFileSync(join(ROOT, "provider/testing/scenario/schema.json"), "utf8")) as Json;
const accepts = new Ajv({
  formats: { regex: (text: string) => passes(() => new RegExp(text)) },
  strictTypes: false,
}).compile(schema);

/** Values on both sides of every limit, pattern and spelling. */
const VALUES: readonly unknown[] = [
  ...[null, true, false, [], {}, [null], ["x", 1]],
  ...[-1, 0, 0.5, 1, 199, 200, 599, 600, 65_535, 65_536, 2_147_483, 2_147_483.5, 2 ** 31 - 1, 2 ** 31, 1e300],
  ...["", "a b", "a/b", "a\\b", 'a"b', "a$b", "a\r\nb: c", "a\tb", "~!", "ä", "€", "(", "\\-"],
  "🙂".repeat(64),
  ...["x".repeat(65), ID, ID.toUpperCase(), "d_o\tne", " DONE", "IN PROGRESS", "on demand"],
  ...(
    "done DONE2 ARCHIVED Yearly snapshot SNAP weeks YEARS api token revoke other midBody end chunked contentLength gone raw " +
    "2025-05-04T09:42:00Z 2025-05-04t09:42:60.5z 2025-02-31T24:00:00+23:59 2025-05-04 2025-05-04T09:42:00 " +
    "2025-13-04T09:42:00Z 2025-05-32T09:42:00Z 2025-05-04T25:42:00Z 2025-05-04T24:00:01Z 2025-05-04T09:60:00Z " +
    "2025-05-04T09:42:61Z 2025-05-04T09:42:00+24:00 2025-05-04T09:42:00-00:60 X2025-05-04T09:42:00Z"
  ).split(" "),
];

/** Paths of all values inside a value, its own first. */
function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [path, ...entries.flatMap(([key, entry]) => pathsIn(entry, [...path, key]))];
}

function at(value: unknown, path: Path): unknown {
  return path.reduce((parent, key) => (parent as Record<string, unknown>)[key], value);
}

/** A copy of a scenario, with this property of the object at a path. */
function changed(part: object, path: Path, key: string, value: unknown): object {
  const copy = structuredClone(part);
  const property = { value, enumerable: true, configurable: true, writable: true };
  Object.defineProperty(at(copy, path), key, property);
  return copy;
}

/** The message for a scenario that the codecs refuse. */
function refusal(found: unknown): string | undefined {
  try {
    check(scenario, found);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function assertAlike(found: unknown): void {
  const message = refusal(found);
  if (accepts(found) === (message === undefined)) return;
  assert.fail(`${JSON.stringify(found)}: ${message ?? accepts.errors?.[0]?.message ?? ""}`);
}

describe("the JSON schema of a scenario", () => {
  it("accepts every field, the scenario of --init, and no field", () => {
    for (const each of [...PARTS, WHOLE, EXAMPLE_SCENARIO, {}]) {
      assert.deepEqual([refusal(each), accepts(each)], [undefined, true], JSON.stringify(each));
    }
  });

  it("accepts and refuses the same as the codecs in place of each value, and without it", () => {
    for (const value of VALUES) assertAlike(value);
    for (const part of PARTS) {
      for (const path of pathsIn(part).slice(1)) {
        const [key = "", parent] = [path.at(-1), path.slice(0, -1)];
        for (const value of VALUES) assertAlike(changed(part, parent, key, value));
        // As JSON it has no such field. JSON has no holes in lists.
        if (Number.isNaN(Number(key)))
          assertAlike(JSON.parse(JSON.stringify(changed(part, parent, key, undefined))));
      }
    }
  });

  it("accepts and refuses the same as the codecs with one more field in each object", () => {
    for (const name of ["unknown", "_id", "to run", "X-B", "__proto__"]) {
      for (const part of PARTS) {
        const objects = pathsIn(part).filter(
          (path) => Object.prototype.toString.call(at(part, path)) === "[object Object]",
        );
        for (const path of objects) assertAlike(changed(part, path, name, ID));
      }
    }
  });
});
