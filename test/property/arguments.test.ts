import assert from "node:assert/strict";
import * as fc from "fast-check";
import { InvalidArgumentError } from "../../provider/index.js";
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
      for (const number of Object.values(outcome.value.wait ?? {})) {
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
