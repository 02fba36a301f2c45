import assert from "node:assert/strict";
import { join } from "node:path";
import { NO_CREDENTIALS } from "../../tools/engine/project.js";
import { ROOT } from "../../tools/root.js";
import { type Fault } from "../../provider/testing/index.js";
import { RUN, useTestAtlas } from "../helpers/local-atlas.js";

const GATE = join(ROOT, "examples", "ci", "gate.mjs");
const { projectId, pipelineName, run } = RUN;
const LATEST = [projectId, pipelineName] as const;
const ONE = [...LATEST, run._id] as const;

interface Case {
  readonly args?: readonly string[];
  readonly state?: string;
  readonly fault?: Fault;
  readonly env?: NodeJS.ProcessEnv;
  readonly code: number;
  readonly printed: RegExp;
}

/** The way to each exit code. */
const CASES: Readonly<Record<string, Case>> = {
  "a run that is done": { code: 0, printed: /^DONE: \S+\/nightly\/\S+, created 2025/ },
  "a latest run that is done": { args: LATEST, code: 0, printed: /^DONE: \S+\/nightly\// },
  "a run that failed": { state: "FAILED", code: 1, printed: /^FAILED \(SNAPSHOT\), expected DONE/ },
  "no run that is done": { args: LATEST, state: "PENDING", code: 1, printed: /^no DONE run/ },
  "a run that is too old": { args: LATEST, env: { MAX_AGE_HOURS: "26" }, code: 1, printed: / h old, / },
  "an age that is not a number": { env: { MAX_AGE_HOURS: "soon" }, code: 1, printed: /maxAgeHours must be/ },
  "a run that is not there": { args: [...LATEST, "a".repeat(24)], code: 1, printed: /^404 from Atlas/ },
  "no arguments": { args: [], code: 1, printed: /projectId must be/ },
  "no credentials": { env: { MONGODB_ATLAS_ACCESS_TOKEN: "" }, code: 1, printed: /^no Atlas credentials/ },
  "an API that is gone": { fault: { type: "gone" }, code: 1, printed: /^410 from Atlas/ },
  "a server error": { fault: { type: "status", status: 503, retryAfter: 300 }, code: 2, printed: /^503/ },
  "a rate limit": { fault: { type: "rateLimited", retryAfter: 300 }, code: 2, printed: /^429 from Atlas/ },
  // The discard port, where no server listens.
  "no network": {
    env: { MONGODB_ATLAS_BASE_URL: "http://127.0.0.1:9" },
    code: 2,
    printed: /^no response from/,
  },
};

describe("examples/ci/gate.mjs", function () {
  this.timeout(60_000).slow(10_000);
  const test = useTestAtlas();

  for (const [name, { args = ONE, state = "DONE", fault, env, code, printed }] of Object.entries(CASES)) {
    it(`ends with ${String(code)} for ${name}`, async () => {
      test.atlas.updateRun(projectId, pipelineName, run._id, { state });
      if (fault) test.atlas.fail(fault);
      const own = {
        MONGODB_ATLAS_BASE_URL: test.atlas.baseUrl,
        MONGODB_ATLAS_ACCESS_TOKEN: test.config("accessToken")["mongodbatlas:accessToken"],
      };
      const { execa } = await import("execa");
      const options = { env: { ...NO_CREDENTIALS, ...own, ...env }, reject: false, timeout: 30_000 };
      const result = await execa(process.execPath, [GATE, ...args], options);
      assert.equal(result.exitCode, code, result.stderr);
      assert.match(code === 0 ? result.stdout : result.stderr, printed);
    });
  }
});
