import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PulumiResult } from "../../../tools/engine/isolated-pulumi.js";
import { type EngineProject } from "../../../tools/engine/project.js";
import { RUN, RUN_ARGS } from "../../helpers/local-atlas.js";
import { LATER } from "../../helpers/engine/dependants.js";
import { UP, useProjects } from "../../helpers/engine/use-projects.js";
import { ROOT } from "../../../tools/root.js";

const PACK = ["--policy-pack", join(ROOT, "examples", "policy")] as const;
const ARGS = JSON.stringify(RUN_ARGS);
/** A run that a resource reads, one that a function reads, and one of which nothing is exported. */
const [BY_RESOURCE, BY_FUNCTION, HIDDEN] = ["a", "b", "c"].map((digit) => digit.repeat(24)) as [
  string,
  string,
  string,
];
const resource = (id: string): string =>
  `new atlas.DataLakePipelineRun("${id}", { ...${ARGS}, pipelineRunId: "${id}" })`;

/** Exports what is read; one run is not known before up. */
const PROGRAM = `${LATER}
  exports.later = new atlas.DataLakePipelineRun("later", { ...${ARGS}, pipelineName: new Later("name", "nightly").value });
  exports.run = ${resource(BY_RESOURCE)};
  exports.result = atlas.getDataLakePipelineRunOutput({ ...${ARGS}, pipelineRunId: "${BY_FUNCTION}" });
  ${resource(HIDDEN)};`;

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const GOOD = { state: "DONE", createdDate: inDays(-1), scheduledDeletionDate: inDays(40) };
const OLD = { createdDate: inDays(-31), scheduledDeletionDate: inDays(1) };

describe("the example policy pack on the engine", function () {
  const test = useProjects("policy");
  let project: EngineProject;

  before(() => {
    project = test.project(PROGRAM);
  });

  beforeEach(() => {
    test.add(BY_RESOURCE, BY_FUNCTION, HIDDEN);
    for (const id of [RUN.run._id, BY_RESOURCE, BY_FUNCTION, HIDDEN]) test.found(GOOD, id);
  });

  const preview = (...more: readonly string[]): Promise<PulumiResult> =>
    project.cli(["preview", ...PACK, ...more]);

  function assertPassed({ exitCode, stdout, stderr }: PulumiResult): void {
    assert.equal(exitCode, 0, stdout + stderr);
    assert.match(stdout, /✅ atlas-data-lake@v1\.0\.0/);
    assert.doesNotMatch(stdout, /\[(mandatory|advisory)\]/);
  }

  /** The command failed for just these policies, and each message is shown as a line of its own. */
  function assertDenied(
    { exitCode, stdout }: PulumiResult,
    violations: readonly (readonly [policy: string, message: RegExp])[],
  ): void {
    assert.notEqual(exitCode, 0, stdout);
    const denied = [...stdout.matchAll(/\[mandatory\] +(\S+) /g)].map(([, policy]) => policy);
    assert.deepEqual(denied.sort(), violations.map(([policy]) => policy).sort(), stdout);
    for (const [, expected] of violations) assert.match(stdout, expected);
  }

  it("passes young runs that are DONE; denies a PENDING one, an old dataset and one about to be deleted", async () => {
    assertPassed(await preview());
    test.found({ state: "PENDING" }, BY_RESOURCE);
    test.found(OLD, BY_FUNCTION);
    const violations = [
      [
        "run-state",
        /^ +Data Lake Pipeline run a.* is PENDING, and only DONE is allowed: wait for it, or use a/m,
      ],
      ["dataset-age", /^ +Data Lake Pipeline run b.*, 31\.1 days ago, and at most 30 days are allowed: /m],
      [
        "dataset-deletion",
        /^ +the dataset of Data Lake Pipeline run b.*, in 0\.9 days, and at least 2 days must/m,
      ],
    ] as const;
    assertDenied(await preview(), violations);
    assertDenied(await project.cli([...UP, ...PACK]), violations);
  });

  it("takes the limits from --policy-pack-config", async () => {
    test.found({ ...OLD, state: "PENDING" }, BY_RESOURCE);
    const file = join(project.folder, "policy-config.json");
    const configured = (config: object): Promise<PulumiResult> => {
      writeFileSync(file, JSON.stringify(config));
      return preview("--policy-pack-config", file);
    };
    const more = { "dataset-age": { maxAgeDays: 32 }, "dataset-deletion": { minDaysLeft: 0.5 } };
    assertPassed(await configured({ ...more, "run-state": "disabled" }));
    assertDenied(await configured(more), [["run-state", /is PENDING, and only DONE is allowed/]]);
    const bad = await configured({ "dataset-age": { maxAgeDays: "many" } });
    assert.notEqual(bad.exitCode, 0);
    assert.match(bad.stdout + bad.stderr, /maxAgeDays/);
  });

  it("looks at the new states of the runs, not at those in the stack; without an export by policy analyze only", async () => {
    test.found({ state: "FAILED" }, HIDDEN);
    const up = await project.cli([...UP, ...PACK]);
    assertPassed(up);
    test.found({ state: "FAILED" }, BY_RESOURCE);
    test.found({ state: "DATASET_DELETED" }, BY_FUNCTION);
    assertDenied(await preview(), [
      [
        "run-state",
        /^ +Data Lake Pipeline run a.* is FAILED, and only DONE is allowed: use a run that is DONE$/m,
      ],
      ["run-state", /^ +Data Lake Pipeline run b.* is DATASET_DELETED, and only DONE is allowed: use a run/m],
    ]);
    const analyzed = await project.cli(["policy", "analyze", ...PACK]);
    assertDenied(analyzed, [
      ["run-state", /^ +Data Lake Pipeline run c.* is FAILED, and only DONE is allowed/m],
    ]);
  });
});
