import assert from "node:assert/strict";
import * as fc from "fast-check";
import { InvalidArgumentError } from "../../provider/index.js";
import { checkPipelineRef, runsPath } from "../../provider/run/pipeline-ref.js";
import {
  checkRunRef,
  describeRun,
  parseRunId,
  RUN_ARGUMENTS,
  runId,
  runPath,
} from "../../provider/run/run-ref.js";
import { forAll, forAllSlow } from "./check.js";
import { assertOneLine, outcomeOf } from "./clean-error.js";
import { anyString, anyValue, hexId, pipelineName } from "./strings.js";

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

describe("checkRunRef and checkPipelineRef for any value", () => {
  const args = fc
    .tuple(ref, fc.constantFrom(...RUN_ARGUMENTS), anyValue)
    .map(([valid, name, value]) => ({ name, value, args: { ...valid, [name]: value } }));

  forAllSlow("return the value, or throw one clean error that names it", args, ({ name, value, args }) => {
    const outcome = outcomeOf(`test: ${name} must be `, () => checkRunRef("test: ", args));
    if (outcome instanceof Error) assert.ok(outcome instanceof InvalidArgumentError);
    else assert.deepEqual(outcome.value[name], value);
  });

  forAllSlow("agree on the names of a pipeline", args, ({ name, args }) => {
    const outcome = outcomeOf(`test: ${name} must be `, () => checkPipelineRef("test: ", args));
    const run = outcomeOf(name, () => checkRunRef("test: ", args));
    if (name === "pipelineRunId") assert.ok(!(outcome instanceof Error));
    else assert.equal(outcome instanceof Error, run instanceof Error);
  });
});

describe("runPath and runsPath for any names", () => {
  forAll("have the segments of a run and no others", fc.tuple(base, ref), ([baseUrl, run]) => {
    const { projectId, pipelineName, pipelineRunId } = run;
    assert.deepEqual(segmentsOf(baseUrl, runPath(checkRunRef("", run))), [
      ...["api", "atlas", "v2", "groups", projectId, "pipelines", pipelineName, "runs", pipelineRunId],
    ]);
  });

  forAll("have the segments of a pipeline and no others", fc.tuple(base, ref), ([baseUrl, run]) => {
    const { projectId, pipelineName } = run;
    assert.deepEqual(segmentsOf(baseUrl, runsPath(checkPipelineRef("", run))), [
      ...["api", "atlas", "v2", "groups", projectId, "pipelines", pipelineName, "runs"],
    ]);
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
