import assert from "node:assert/strict";
import { describeRun, runPath } from "../../../../provider/run/run-ref.js";

const projectId = "32b6e34b3d91647abb20e7b8";
const pipelineRunId = "0123456789abcdef01234567";
const run = (pipelineName: string): { projectId: string; pipelineName: string; pipelineRunId: string } => ({
  projectId,
  pipelineName,
  pipelineRunId,
});

describe("the path of a run", () => {
  it("is the one of the reference page", () => {
    assert.equal(
      runPath(run("nightly")),
      "/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/pipelines/nightly/runs/0123456789abcdef01234567",
    );
  });

  const ENCODED: readonly (readonly [string, string])[] = [
    ["a?b", "a%3Fb"],
    ["a#b", "a%23b"],
    ["a%2fb", "a%252fb"],
    ["a;b=c&d+e", "a%3Bb%3Dc%26d%2Be"],
    ["a:b@c,d", "a%3Ab%40c%2Cd"],
    ["ä日😀", "%C3%A4%E6%97%A5%F0%9F%98%80"],
    ["a\tb\r\nc", "a%09b%0D%0Ac"],
    ["...", "..."],
    ["a-b_c.d~e", "a-b_c.d~e"],
    // Never to be sent, since the arguments are checked: still one segment.
    ["a/b\\c", "a%2Fb%5Cc"],
  ];
  for (const [name, segment] of ENCODED) {
    it(`has the pipeline ${JSON.stringify(name)} as one segment`, () => {
      const path = `/api/atlas/v2/groups/${projectId}/pipelines/${segment}/runs/${pipelineRunId}`;
      assert.equal(runPath(run(name)), path);
      const url = new URL(path, "https://cloud.mongodb.com");
      assert.deepEqual([url.pathname, url.search, url.hash], [path, "", ""]);
      assert.equal(decodeURIComponent(String(url.pathname.split("/")[7])), name);
    });
  }

  it("encodes the ids as well", () => {
    const path = runPath({ projectId: "a/b", pipelineName: "n", pipelineRunId: "c?d" });
    assert.equal(path, "/api/atlas/v2/groups/a%2Fb/pipelines/n/runs/c%3Fd");
  });
});

describe("describeRun", () => {
  it("names pipeline, run and project", () => {
    assert.equal(describeRun(run("nightly")), `run nightly/${pipelineRunId} in project ${projectId}`);
  });

  it("is one line for every name of a pipeline", () => {
    const words = `run "a\\nb c"/${pipelineRunId} in project ${projectId}`;
    assert.equal(describeRun(run("a\nb\u2028c")), words);
  });
});
