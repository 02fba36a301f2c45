import assert from "node:assert/strict";
import * as fc from "fast-check";
import { ConfigurationError, InvalidArgumentError } from "../../provider/index.js";
import { BASE_URL_ENVIRONMENT, ENVIRONMENT_NAMES, STACK_NAMES } from "../../provider/config/keys.js";
import { resolveConfig } from "../../provider/config/resolve-config.js";
import { CHECK_RULES, checkOf, LIST, parseArguments } from "../../provider/pulumi/arguments/rules.js";
import {
  runsPath,
  checkRunRef,
  describeRun,
  parseRunId,
  RUN_ARGUMENTS,
  runId,
  runPath,
} from "../../provider/run/run-ref.js";

import { REF } from "../helpers/responses.js";
import { assertOneLine, forAll, forAllSlow, outcomeOf } from "./check.js";
import { anyString, anyValue, hexId, pipelineName } from "./texts.js";

const state = fc.oneof(
  anyValue,
  fc.array(anyValue, { maxLength: 4 }),
  fc.array(fc.constantFrom("DONE", "FAILED"), { maxLength: 4 }),
  fc.integer({ min: 1, max: 5_000 }).map((length) => new Array<unknown>(length)),
  fc.integer({ min: 1, max: 5_000 }).map((length) => new Array<unknown>(length).fill("a b")),
);

const seconds = fc.oneof(
  fc.double(),
  fc.integer({ min: 1, max: 604_800 }),
  fc.constantFrom(undefined, null),
  anyValue,
);
const wait = fc.oneof(
  anyValue,
  fc.record({ timeoutSeconds: seconds, pollIntervalSeconds: seconds }, { requiredKeys: [] }),
);

describe("checkOf for any value", () => {
  forAllSlow(
    "return what is expected, or throw one clean error",
    fc.record({ expectedState: state, wait }),
    (args) => {
      const outcome = outcomeOf("test: ", () => checkOf(parseArguments("test: ", CHECK_RULES, args)));
      if (outcome instanceof Error) {
        assert.ok(outcome instanceof InvalidArgumentError);
        return;
      }
      const { expectedState } = args;
      if (expectedState !== undefined) assert.deepEqual(outcome.value.expected, [expectedState].flat());
      const { timeoutSeconds, pollIntervalSeconds } = outcome.value.wait ?? {
        timeoutSeconds: 1,
        pollIntervalSeconds: 1,
      };
      for (const number of [timeoutSeconds, pollIntervalSeconds]) {
        assert.ok(number >= 1 && number <= 604_800, String(number));
      }
    },
  );
});

const ref = fc.record({ projectId: hexId, pipelineName, pipelineRunId: hexId }, { noNullPrototype: true });

const BASES = [
  "https://cloud.mongodb.com",
  "http://127.0.0.1:8080",
  "https://atlas.example/prefix",
  "https://atlas.example/a/b%20c",
] as const;
const base = fc.constantFrom(...BASES);

/** The segments of the path that a URL parser makes of a request, each as a server decodes it. */
function segmentsOf(baseUrl: string, path: string): readonly string[] {
  const url = new URL(baseUrl + path);
  assert.deepEqual([url.origin, url.search, url.hash], [new URL(baseUrl).origin, "", ""]);
  assert.equal(url.href, baseUrl + path);
  const prefix = new URL(baseUrl).pathname.replace(/\/$/, "");
  assert.ok(url.pathname.startsWith(`${prefix}/`));
  return url.pathname
    .slice(prefix.length + 1)
    .split("/")
    .map(decodeURIComponent);
}

describe("checkRunRef and the rules of a list for any value", () => {
  const args = fc
    .tuple(ref, fc.constantFrom(...RUN_ARGUMENTS), anyValue)
    .map(([valid, name, value]) => ({ name, value, args: { ...valid, [name]: value } }));

  forAllSlow("return the value, or throw one clean error that names it", args, ({ name, value, args }) => {
    const about = `test: ${name} must be `;
    const run = outcomeOf(about, () => checkRunRef("test: ", args));
    if (run instanceof Error) assert.ok(run instanceof InvalidArgumentError);
    else assert.deepEqual(run.value[name], value);
    const pipeline = outcomeOf(about, () => parseArguments("test: ", LIST, args));
    assert.equal(pipeline instanceof Error, run instanceof Error && name !== "pipelineRunId");
  });
});

describe("runPath and runsPath for any names", () => {
  forAll("have the segments of a run or pipeline and no others", fc.tuple(base, ref), ([baseUrl, run]) => {
    const { projectId, pipelineName, pipelineRunId } = run;
    const runs = ["api", "atlas", "v2", "groups", projectId, "pipelines", pipelineName, "runs"];
    assert.deepEqual(segmentsOf(baseUrl, runsPath(run)), runs);
    assert.deepEqual(segmentsOf(baseUrl, runPath(checkRunRef("", run))), [...runs, pipelineRunId]);
  });
});

describe("parseRunId for any text", () => {
  forAll("returns the run of runId", ref, (run) => {
    assert.deepEqual(parseRunId("", runId(run)), run);
    assertOneLine(describeRun(run));
  });

  const ids = fc.oneof(
    anyString,
    fc.array(fc.oneof(hexId, pipelineName, anyString), { maxLength: 5 }).map((parts) => parts.join("/")),
    fc.tuple(hexId, fc.oneof(pipelineName, anyString), hexId).map((parts) => parts.join("/")),
  );
  forAll("returns a run with this id, or throws one clean error", ids, (id) => {
    const outcome = outcomeOf("id ", () => parseRunId("", id));
    if (outcome instanceof Error) assert.ok(outcome instanceof InvalidArgumentError);
    else assert.equal(runId(outcome.value), id);
  });
});

const SECRET_FIELDS = ["accessToken", "clientSecret", "privateKey"] as const;
const PUBLIC_FIELDS = ["clientId", "publicKey"] as const;

/** A text that is not found elsewhere by accident: none of the messages has it. */
const secret = fc
  .tuple(
    anyString,
    fc.string({ minLength: 12, maxLength: 20, unit: fc.constantFrom("Q", "X", "Z", "0", "1", "7", "9") }),
    anyString,
  )
  .map((parts) => parts.join(""));

const url = fc.oneof(
  anyString,
  fc
    .tuple(
      fc.constantFrom("https://", "http://", "https:", "HTTPS:\\\\", "ftp://", "//", "javascript:"),
      fc.constantFrom("atlas.example", "127.0.0.1", "localhost", "[::1]", "127.1", "user:QXZ017QXZ017@h", ""),
      fc.constantFrom("", ":8080", ":99999", ":0"),
      fc.oneof(fc.constantFrom("", "/", "/a/../b//", "/?", "/#", "/%2e%2e/x", "/;a"), anyString),
    )
    .map((parts) => parts.join("")),
);

const namesOf = (fields: readonly (keyof typeof ENVIRONMENT_NAMES)[]): readonly string[] =>
  fields.flatMap((field) => [...STACK_NAMES.credentials[field], ...ENVIRONMENT_NAMES[field]]);
const SECRET_NAMES = namesOf(SECRET_FIELDS);
const OTHERS = {
  ...Object.fromEntries(namesOf(PUBLIC_FIELDS).map((name) => [name, anyString])),
  ...Object.fromEntries([STACK_NAMES.baseUrl, ...BASE_URL_ENVIRONMENT].map((name) => [name, url])),
  [STACK_NAMES.isMongodbgovCloud]: fc.oneof(fc.constantFrom("true", "false"), anyString),
  "atlas-data-lake:requestTimeoutSeconds": fc.oneof(fc.constantFrom("1", "0.1", "1e3", "NaN"), anyString),
  "atlas-data-lake:retryTimeoutSeconds": fc.oneof(fc.double().map(String), anyString),
  "atlas-data-lake:maxConcurrentReads": fc.oneof(fc.integer().map(String), anyString),
};
const ARBITRARIES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ...OTHERS,
  ...Object.fromEntries(SECRET_NAMES.map((name) => [name, secret])),
};

/** A few values at a time: with all of them there is always one that is refused first. */
const values = fc
  .uniqueArray(fc.constantFrom(...Object.keys(ARBITRARIES)), { maxLength: 4 })
  .chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, ARBITRARIES[name] ?? secret]))),
  ) as fc.Arbitrary<Readonly<Record<string, string>>>;

describe("resolveConfig for any configuration", () => {
  forAllSlow("returns settings, or throws one clean error without a secret", values, (set) => {
    const lookup = (key: string): string | undefined => set[key];
    const outcome = outcomeOf("", () => resolveConfig(lookup, lookup));
    if (!(outcome instanceof Error)) {
      const { baseUrl, settings } = outcome.value;
      const requested = new URL(baseUrl + runPath(REF));
      assert.equal(requested.href, baseUrl + runPath(REF));
      assert.ok(requested.protocol === "https:" || /^(localhost|127\.|\[::1\])/.test(requested.hostname));
      assert.equal(requested.username + requested.password + requested.search + requested.hash, "");
      for (const number of Object.values(settings)) assert.ok(number > 0 && number <= 86_400);
      return;
    }
    assert.ok(outcome instanceof ConfigurationError);
    const said = JSON.stringify([outcome.message, outcome.stack, outcome]);
    for (const name of SECRET_NAMES) {
      const core = /[QXZ0179]{12,}/.exec(set[name] ?? "")?.[0];
      assert.ok(core === undefined || !said.includes(core), said);
    }
    assert.ok(!said.includes("QXZ017QXZ017"), said);
  });
});
