import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import * as atlas from "pulumi-atlas-data-lake";
import { RUN, RUN_ARGS } from "../helpers/local-atlas.js";
import { Dependant, dependantsInState, Later } from "../helpers/engine/dependants.js";
import { errorLines, failed, UP, useProjects } from "../helpers/engine/use-projects.js";

/** A second run, so that a resource and a function, or two resources, can be told from each other. */
const [FIRST, SECOND] = [RUN.run._id, "a".repeat(24)];
type Check = Partial<atlas.DataLakePipelineRunArgs>;

const resource = (check: Check, id = FIRST, name = "nightly"): atlas.DataLakePipelineRun =>
  new atlas.DataLakePipelineRun(name, { ...RUN_ARGS, pipelineRunId: id, ...check });

describe("checks on the engine", function () {
  const test = useProjects("check");

  beforeEach(() => {
    test.add(SECOND);
  });

  const readsOf = (id: string): number => test.atlas.requests.filter(({ path }) => path.endsWith(id)).length;

  /** Brings runs to their next states, each time that one has been read once more, until the command has ended. */
  async function during<T>(
    command: Promise<T>,
    steps: Readonly<Record<string, readonly Partial<typeof RUN.run>[]>>,
  ): Promise<T> {
    const done = new Map(Object.keys(steps).map((id) => [id, { next: 0, seen: readsOf(id) }]));
    const timer = setInterval(() => {
      for (const [id, at] of done) {
        const patch = steps[id]?.[at.next];
        if (patch === undefined || readsOf(id) === at.seen) continue;
        done.set(id, { next: at.next + 1, seen: readsOf(id) });
        test.found(patch, id);
      }
    }, 20);
    return command.finally(() => {
      clearInterval(timer);
    });
  }

  it("fail preview and up of a resource with one line, follow a change of the expectation, and fail no refresh", async () => {
    const project = test.inline(() =>
      Promise.resolve({ state: resource({ expectedState: ["PENDING", "DONE"] }).state }),
    );
    await project.up();
    test.found({ state: "FAILED" });
    await project.refresh();
    assert.equal(project.runsInState()[0]?.outputs?.["state"], "FAILED");
    for (const args of [["preview"], UP]) {
      const { lines } = await failed(project, args);
      const message =
        `FAILED (SNAPSHOT), expected PENDING or DONE: run nightly/${FIRST} in project ${RUN.projectId}; ` +
        "last changed at 2025-05-04T09:42:00Z";
      assert.ok(lines[0]?.endsWith(message), lines[0]);
    }
    project.inline = () => Promise.resolve({ state: resource({ expectedState: "FAILED" }).state });
    await project.preview();
  });

  it("fail up with an expectation that only up knows, after a preview without a request", async () => {
    const project = test.inline(() => {
      const expectedState = new Later("later", "DONE").value as pulumi.Output<"DONE">;
      return Promise.resolve({ state: resource({ expectedState }).state });
    });
    await project.preview();
    assert.equal(test.atlas.requests.length, 0);
    assert.match((await failed(project, UP)).lines[0] ?? "", /PENDING \(SNAPSHOT\), expected DONE/);
  });

  it("hold back in up what takes an output of the run or depends on it; an await in the program holds back everything", async () => {
    test.found({ state: "FAILED" });
    const project = test.inline(() => {
      const run = resource({ expectedState: "DONE" });
      new Dependant("unrelated", "none");
      new Dependant("takes", run.datasetName);
      new Dependant("depends", "none", { dependsOn: [run] });
      return Promise.resolve(undefined);
    });
    await failed(project, ["preview"]);
    assert.deepEqual(dependantsInState(project), {});
    assert.match((await failed(project, UP)).lines[0] ?? "", /FAILED \(SNAPSHOT\), expected DONE/);
    assert.deepEqual(dependantsInState(project), { unrelated: "none" });

    const awaiting = test.inline(async () => {
      await atlas.getDataLakePipelineRun({ ...RUN_ARGS, expectedState: "DONE" });
      new Dependant("unrelated", "none");
      return undefined;
    });
    await failed(awaiting, UP);
    assert.deepEqual(dependantsInState(awaiting), {});
  });

  it("fail preview and up of a resource and of a function for a run that is too old, and no refresh", async () => {
    const [FRESH, OLD] = [new Date(Date.now() - 25 * 3_600_000), new Date(Date.now() - 31 * 3_600_000)];
    const maxAgeHours = 26;
    const latest = { projectId: RUN.projectId, pipelineName: RUN.pipelineName, state: "PENDING" } as const;
    const created = (date: Date): void => {
      for (const id of [FIRST, SECOND]) test.found({ createdDate: date.toISOString() }, id);
    };
    const READS = {
      resource: () => resource({ maxAgeHours }).state,
      latest: () => atlas.getLatestDataLakePipelineRunOutput({ ...latest, maxAgeHours }).state,
    };
    for (const [name, read] of Object.entries(READS)) {
      const project = test.inline(() => Promise.resolve({ [name]: read() }));
      created(FRESH);
      await project.up();
      created(OLD);
      await project.refresh();
      for (const args of [["preview"], UP]) {
        const { lines } = await failed(project, args);
        assert.match(lines[0] ?? "", /31(\.1)? h old, at most 26 h allowed: run nightly\//);
      }
    }
  });

  context("when up waits", () => {
    const WAIT = "wait: { pollIntervalSeconds: 1, timeoutSeconds: 120 }";
    const argsOf = (id: string): string =>
      `{ ...${JSON.stringify(RUN_ARGS)}, pipelineRunId: "${id}", ${WAIT} }`;
    // On the CLI: the lines of a function's wait are what its process prints.
    const BOTH = `
      exports.resource = new atlas.DataLakePipelineRun("nightly", ${argsOf(FIRST)}).state;
      exports.function = atlas.getDataLakePipelineRun(${argsOf(SECOND)}).then((run) => run.state);`;

    it("preview with a warning, then wait for DONE with a line at each change, by a resource and by a function", async () => {
      const project = test.project(BOTH);
      const preview = await project.preview();
      for (const id of [FIRST, SECOND]) {
        const warning = `PENDING \\(SNAPSHOT\\): up will wait at most \\d+ s for DONE: nightly/${id}`;
        assert.match(preview, new RegExp(warning));
        assert.equal(readsOf(id), 1);
      }

      const steps = [
        { state: "IN_PROGRESS" },
        { phase: "EXPORT" },
        { phase: "INGESTION" },
        { state: "DONE" },
      ];
      const up = await during(project.up(), { [FIRST]: steps, [SECOND]: steps });
      assert.deepEqual(project.outputs(), { resource: "DONE", function: "DONE" });
      const shown = up.split(/^Diagnostics:$/m)[1] ?? "";
      for (const id of [FIRST, SECOND]) {
        const lines = [
          ...shown.matchAll(new RegExp(`(\\w+ \\(\\w+\\))(?:, .* of 2 min| after .*): nightly/${id}`, "g")),
        ];
        assert.deepEqual(
          lines.map(([, status]) => status),
          [
            "PENDING (SNAPSHOT)",
            "IN_PROGRESS (SNAPSHOT)",
            "IN_PROGRESS (EXPORT)",
            "IN_PROGRESS (INGESTION)",
            "DONE (INGESTION)",
          ],
        );
      }
    });

    it("end at once when the run fails, in a preview too, and at the deadline with what was seen last", async () => {
      const project = test.inline(() => {
        resource({ wait: { pollIntervalSeconds: 1, timeoutSeconds: 120 } }, FIRST, "fails");
        resource({ wait: { pollIntervalSeconds: 1, timeoutSeconds: 2 } }, SECOND, "waits");
        return Promise.resolve(undefined);
      });
      const up = project.cli([...UP, "--continue-on-error"]);
      const errors = errorLines(await during(up, { [FIRST]: [{ state: "FAILED" }] }));
      const linesOf = (name: string): readonly string[] =>
        errors.filter(({ under }) => under.includes(`(${name})`)).map(({ line }) => line);
      const [[fails = "", ...more], [waits = "", ...others]] = [linesOf("fails"), linesOf("waits")];
      assert.deepEqual([...more, ...others], []);
      assert.match(fails, /FAILED \(SNAPSHOT\), expected DONE/);
      assert.equal(readsOf(FIRST), 2);
      assert.match(waits, /PENDING \(SNAPSHOT\) after waiting 2 s \(wait\.timeoutSeconds\), expected DONE: /);
      const { lines } = await failed(project, ["preview"]);
      assert.match(lines[0] ?? "", /FAILED .*, expected DONE/);
    });
  });
});
