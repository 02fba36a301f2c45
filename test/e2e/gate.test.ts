import assert from "node:assert/strict";
import { RUN, RUN_ARGS } from "../helpers/local-atlas.js";
import { useTestAtlas } from "../helpers/use-test-atlas.js";
import { processesIn } from "../helpers/engine/processes.js";
import { EngineProject } from "../../tools/engine/project.js";
import { errorLines } from "../helpers/engine/error-lines.js";
import { useEngine } from "../helpers/use-engine.js";

const NAME = `nightly/${RUN.run._id}`;
const WHAT = `run ${NAME} in project ${RUN.projectId}`;
const ARGS = JSON.stringify(RUN_ARGS).slice(1, -1);
const resource = (gate: string): string =>
  `exports.state = new atlas.DataLakePipelineRun("nightly", { ${ARGS}, ${gate} }).state;`;
const functionForm = (gate: string): string =>
  `module.exports = async () => ({ state: (await atlas.getDataLakePipelineRun({ ${ARGS}, ${gate} })).state });`;

describe("gates on the engine", function () {
  const engine = useEngine();
  const test = useTestAtlas();
  let projects = 0;

  const found = (patch: Partial<typeof RUN.run>): void => {
    test.atlas.updateRun(RUN.projectId, RUN.pipelineName, RUN.run._id, patch);
  };

  async function projectWith(program: string): Promise<EngineProject> {
    const project = new EngineProject(engine.pulumi, `gate-${String(projects++)}`, program);
    await project.configure(test.config("accessToken"));
    return project;
  }

  /** The error lines of a command that has to fail, without the engine's own summary. */
  async function failed(project: EngineProject, ...args: readonly string[]): Promise<readonly string[]> {
    const result = await project.cli(args);
    assert.notEqual(result.exitCode, 0, result.stdout);
    return errorLines(result)
      .map(({ line }) => line)
      .filter((line) => !/^(preview|update) failed$/.test(line));
  }

  const UP = ["up", "--yes", "--skip-preview"] as const;

  context("when a run is not in the expected state", () => {
    const expectation = `PENDING (SNAPSHOT), expected DONE: ${WHAT}; last changed at 2025-05-04T09:42:00Z`;

    for (const [form, program] of [
      ["resource", resource(`expectedState: "DONE"`)],
      ["function", functionForm(`expectedState: "DONE"`)],
    ] as const) {
      it(`fails preview and up with one line (${form})`, async () => {
        const project = await projectWith(program);
        for (const args of [["preview"], UP]) {
          const lines = await failed(project, ...args);
          assert.equal(lines.length, 1, lines.join("\n"));
          assert.ok(lines[0]?.endsWith(expectation), lines[0]);
        }
      });
    }

    it("takes a change of the expectation into account, and fails no refresh", async () => {
      const project = await projectWith(resource(`expectedState: ["PENDING", "DONE"]`));
      await project.up();
      found({ state: "FAILED" });
      await project.refresh();
      assert.equal((await project.runsInState())[0]?.outputs["state"], "FAILED");
      assert.equal((await failed(project, "preview")).length, 1);
      project.program(resource(`expectedState: "FAILED"`));
      await project.preview();
    });

    it("passes a preview that does not know yet what is expected, and checks it in up", async () => {
      const later = `
        class Later extends pulumi.dynamic.Resource {
          constructor(name) {
            super({ create: async () => ({ id: "1", outs: { state: "DONE" } }) }, name, { state: undefined });
          }
        }
      `;
      const project = await projectWith(later + resource(`expectedState: new Later("later").state`));
      await project.preview();
      assert.equal(test.atlas.requests.length, 0);
      const [line] = await failed(project, ...UP);
      assert.match(line ?? "", /PENDING \(SNAPSHOT\), expected DONE/);
    });

    it("compares a state that Atlas has added as text", async () => {
      found({ state: "PAUSED" });
      const project = await projectWith(resource(`expectedState: "DONE"`));
      const [line] = await failed(project, "preview");
      assert.match(line ?? "", /PAUSED \(SNAPSHOT\), expected DONE/);
      project.program(resource(`expectedState: "PAUSED"`));
      await project.preview();
    });
  });

  context("when up waits", () => {
    const WAIT = "wait: { pollIntervalSeconds: 1, timeoutSeconds: 30 }";

    /** Brings the run to the next state each time it has been read once more. */
    function progress(...patches: readonly Partial<typeof RUN.run>[]): NodeJS.Timeout {
      let [next, seen] = [0, test.atlas.requests.length];
      return setInterval(() => {
        const patch = patches[next];
        if (patch === undefined || test.atlas.requests.length === seen) return;
        [next, seen] = [next + 1, test.atlas.requests.length];
        found(patch);
      }, 20);
    }

    for (const [form, program] of [
      ["resource", resource(WAIT)],
      ["function", functionForm(WAIT)],
    ] as const) {
      it(`previews with a warning, then waits for DONE with a line at each change (${form})`, async () => {
        const project = await projectWith(program);
        const preview = await project.preview();
        assert.match(
          preview,
          new RegExp(`PENDING \\(SNAPSHOT\\): up will wait at most \\d+ s for DONE: ${NAME}`),
        );
        assert.equal(test.atlas.requests.length, 1);

        const timer = progress(
          { state: "IN_PROGRESS" },
          { phase: "EXPORT" },
          { phase: "INGESTION" },
          { state: "DONE" },
        );
        const up = await project.up().finally(() => {
          clearInterval(timer);
        });
        assert.deepEqual(await project.outputs(), { state: "DONE" });
        const lines =
          up.split(/^Diagnostics:$/m)[1]?.match(/\w+ \(\w+\) after .*: nightly\/[0-9a-f]{24}/g) ?? [];
        assert.deepEqual(
          lines.map((line) => /^(\w+ \(\w+\))/.exec(line)?.[1]),
          [
            "PENDING (SNAPSHOT)",
            "IN_PROGRESS (SNAPSHOT)",
            "IN_PROGRESS (EXPORT)",
            "IN_PROGRESS (INGESTION)",
            "DONE (INGESTION)",
          ],
        );
      });
    }

    it("ends at once when the run fails, and in a preview too", async () => {
      const project = await projectWith(resource(WAIT));
      const timer = progress({ state: "FAILED" });
      const lines = await failed(project, ...UP).finally(() => {
        clearInterval(timer);
      });
      assert.equal(lines.length, 1);
      assert.match(lines[0] ?? "", /FAILED \(SNAPSHOT\), expected DONE/);
      assert.equal(test.atlas.requests.length, 2);
      assert.match((await failed(project, "preview"))[0] ?? "", /FAILED .*, expected DONE/);
    });

    it("ends at its deadline, and says what was seen last", async () => {
      const project = await projectWith(resource("wait: { pollIntervalSeconds: 1, timeoutSeconds: 2 }"));
      const [line] = await failed(project, ...UP);
      assert.match(
        line ?? "",
        /PENDING \(SNAPSHOT\) after waiting 2 s \(wait\.timeoutSeconds\), expected DONE: /,
      );
    });

    for (const [form, program] of [
      ["resource", resource("wait: { pollIntervalSeconds: 1, timeoutSeconds: 120 }")],
      ["function", functionForm("wait: { pollIntervalSeconds: 1, timeoutSeconds: 120 }")],
    ] as const) {
      it(`stops promptly at the first Ctrl-C, and leaves no lock and no process (${form})`, async () => {
        const project = await projectWith(program);
        const controller = new AbortController();
        const timer = setInterval(() => {
          if (test.atlas.requests.length >= 2) controller.abort();
        }, 20);
        const result = await project.cli(UP, { signal: controller.signal }).finally(() => {
          clearInterval(timer);
        });
        assert.notEqual(result.exitCode, 0);
        if (form === "resource") assert.match(result.stdout, /cancelled while reading/);
        const { length } = test.atlas.requests;
        assert.ok(length <= 4, `${length} requests`);
        assert.deepEqual(processesIn(project.folder), []);
        await new Promise((resolve) => setTimeout(resolve, 1500));
        assert.equal(test.atlas.requests.length, length, "still polling");
        found({ state: "DONE" });
        await project.up();
        assert.deepEqual(await project.outputs(), { state: "DONE" });
      });
    }
  });
});
