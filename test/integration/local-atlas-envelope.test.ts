import assert from "node:assert/strict";
import { examplePipelineRun, startLocalAtlas, type LocalAtlas } from "../../provider/testing/index.js";
import { CONTENT_TYPE, TOKEN, read, runPath, send } from "../helpers/local-atlas-client.js";

describe("the local Atlas and the shape of a response", () => {
  let atlas: LocalAtlas;

  beforeEach(async () => {
    atlas = await startLocalAtlas({ runs: [examplePipelineRun], accessTokens: [{ token: TOKEN }] });
  });

  afterEach(() => atlas.close());

  context("when envelope=true", () => {
    it("wraps the run beside its status", async () => {
      const { status, json, headers } = await read(`${atlas.baseUrl}${runPath()}?envelope=true`);
      assert.deepEqual(json, { status: 200, content: examplePipelineRun.run });
      assert.deepEqual([status, headers["content-type"]], [200, CONTENT_TYPE]);
    });

    it("responds to an error with 200 and the error's status inside", async () => {
      const { projectId, pipelineName, run } = examplePipelineRun;
      atlas.removeRun(projectId, pipelineName, run._id);
      const plain = await read(atlas.baseUrl + runPath());
      const { status, json } = await read(`${atlas.baseUrl}${runPath()}?envelope=true`);
      assert.equal(plain.status, 404);
      assert.equal(status, 200);
      assert.deepEqual(json, { status: 404, content: plain.json });
    });

    it("puts the status beside the results of a list", async () => {
      const list = atlas.baseUrl + runPath().replace(/\/\w+$/, "");
      const { json } = await read(`${list}?envelope=true`);
      assert.deepEqual([json["status"], json["totalCount"]], [200, 1]);
      assert.deepEqual(json["results"], [examplePipelineRun.run]);
    });

    it("does not wrap a challenge", async () => {
      const { status, headers, json } = await send(`${atlas.baseUrl}${runPath()}?envelope=true`);
      assert.deepEqual([status, json["error"]], [401, 401]);
      assert.match(headers["www-authenticate"] ?? "", /^Digest /);
    });
  });

  context("when pretty=true", () => {
    it("indents the run", async () => {
      const { text } = await read(`${atlas.baseUrl}${runPath()}?pretty=true`);
      assert.equal(text, JSON.stringify(examplePipelineRun.run, undefined, 2));
    });

    it("indents an error, and what is in an envelope", async () => {
      const { text, json } = await read(`${atlas.baseUrl}/api/atlas/v2/x?pretty=true&envelope=true`);
      assert.equal(json["status"], 404);
      assert.equal(text, JSON.stringify(json, undefined, 2));
    });
  });

  for (const query of ["", "?envelope=false&pretty=false", "?envelope=1&pretty=yes", "?envelope&pretty"]) {
    it(`does neither with the query "${query}"`, async () => {
      const { text } = await read(atlas.baseUrl + runPath() + query);
      assert.equal(text, JSON.stringify(examplePipelineRun.run));
    });
  }
});
