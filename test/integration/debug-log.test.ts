import assert from "node:assert/strict";
import { runProgram } from "../helpers/corporate/run-program.js";
import { RUN_ARGS, type Kind } from "../helpers/local-atlas.js";
import { useTestAtlas } from "../helpers/use-test-atlas.js";

const { projectId, pipelineName, pipelineRunId } = RUN_ARGS;
const GET = `GET /api/atlas/v2/groups/${projectId}/pipelines/${pipelineName}/runs/${pipelineRunId}`;

describe("NODE_DEBUG=atlas-data-lake", function () {
  this.timeout(60_000).slow(20_000);

  const test = useTestAtlas({ awkward: true });

  /** Reads twice in a process of its own, and returns the lines of the log, with each time as `_ ms`. */
  async function linesOf(kind: Kind, settings: Record<string, string> = {}): Promise<readonly string[]> {
    const config = { ...test.config(kind), ...settings };
    const reads = [RUN_ARGS, { ...RUN_ARGS, pipelineName: "other" }];
    const step = { config, reads, concurrent: "atlas-data-lake:maxConcurrentReads" in settings };
    const { reports } = await runProgram({ NODE_DEBUG: "atlas-data-lake" }, step);
    for (const secret of test.secrets) assert.ok(!reports.includes(secret), reports);
    assert.doesNotMatch(reports, /authorization|bearer|basic|digest/i);
    const lines = reports.matchAll(/^ATLAS-DATA-LAKE \d+: (.*)$/gm);
    return [...lines].map(([, line = ""]) => line.replace(/\d+ ms/, "_ ms").replace(GET, "GET run"));
  }

  const OTHER = GET.replace(pipelineName, "other").replace("GET ", "");

  it("prints each request in one line", async () => {
    assert.deepEqual(await linesOf("accessToken"), [
      "GET run, attempt 1: 200 in _ ms",
      `GET ${OTHER}, attempt 1: 404 in _ ms`,
    ]);
  });

  it("prints the challenge of a nonce", async () => {
    assert.deepEqual(await linesOf("apiKey"), [
      "GET run, attempt 1: 401 in _ ms",
      "nonce: a challenge",
      "GET run, attempt 1: 200 in _ ms",
      `GET ${OTHER}, attempt 1: 404 in _ ms`,
    ]);
  });

  it("prints the requests for tokens", async () => {
    assert.deepEqual(await linesOf("serviceAccount"), [
      "POST /api/oauth/token: 200 in _ ms",
      "token: issued for 3600 s",
      "GET run, attempt 1: 200 in _ ms",
      `GET ${OTHER}, attempt 1: 404 in _ ms`,
      "token: revoked, 1",
      "POST /api/oauth/revoke: 200 in _ ms",
    ]);
  });

  it("prints the reason and the time of a wait", async () => {
    test.atlas.fail({ type: "status", status: 503 }, { times: 1 });
    test.atlas.fail({ type: "rateLimited", retryAfter: 1 }, { times: 1 });
    const lines = await linesOf("accessToken", { "atlas-data-lake:maxConcurrentReads": "1" });
    assert.deepEqual(lines, [
      `GET ${OTHER}: waits in the queue`,
      "GET run, attempt 1: 503 in _ ms",
      "GET run: waits _ ms after attempt 1 (status 503)",
      "GET run, attempt 2: 429 in _ ms",
      "rate limit: all reads wait _ ms",
      "GET run, attempt 3: 200 in _ ms",
      `GET ${OTHER}, attempt 1: 404 in _ ms`,
    ]);
  });

  it("prints nothing while it is off", async () => {
    const step = { config: test.config("accessToken"), reads: [RUN_ARGS] };
    assert.equal((await runProgram({}, step)).reports, "");
  });
});
