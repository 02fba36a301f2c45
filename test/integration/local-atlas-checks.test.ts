import assert from "node:assert/strict";
import { STATUS_CODES } from "node:http";
import {
  examplePipelineRun,
  startLocalAtlas,
  type BadRequestDetail,
  type LocalAtlas,
} from "../../provider/testing/index.js";
import {
  CONTENT_TYPE,
  MEDIA_TYPE,
  TOKEN,
  read,
  runPath,
  send,
  type Reply,
} from "../helpers/local-atlas-client.js";

const OTHER_ID = "0123456789abcdef01234567";
const { projectId, pipelineName, run } = examplePipelineRun;
const path = (group: string, pipeline: string, id: string): string =>
  `/api/atlas/v2/groups/${group}/pipelines/${pipeline}/runs/${id}`;

/** As recorded by the Atlas CLI's own tests. */
const WRONG_CREDENTIALS = {
  error: 401,
  reason: "Unauthorized",
  detail: "You are not authorized for this resource.",
  errorCode: "UNEXPECTED_ERROR",
};

describe("the local Atlas checks a request", () => {
  let atlas: LocalAtlas;

  beforeEach(async () => {
    const roles = {
      member: ["ORG_MEMBER", "GROUP_CLUSTER_CREATOR"],
      owner: ["ORG_MEMBER", "GROUP_OWNER"],
      none: [],
    };
    const tokens = Object.entries(roles).map(([token, roles]) => ({ token, roles }));
    atlas = await startLocalAtlas({
      runs: [examplePipelineRun],
      accessTokens: [{ token: TOKEN }, ...tokens],
    });
  });

  afterEach(() => atlas.close());

  const assertError = async (
    target: string,
    status: number,
    errorCode: string,
    parameters: readonly string[],
    headers: Record<string, string> = {},
  ): Promise<void> => {
    const reply = await read(atlas.baseUrl + target, headers);
    const { detail, badRequestDetail, ...rest } = reply.json;
    assert.deepEqual(rest, { error: status, errorCode, reason: STATUS_CODES[status], parameters });
    const fields = status === 400 ? [parameters[0]] : undefined;
    assert.deepEqual(
      (badRequestDetail as BadRequestDetail | undefined)?.fields.map((f) => f.field),
      fields,
    );
    assert.equal(reply.headers["x-error-code"], errorCode);
    assert.equal(typeof detail, "string");
    assert.deepEqual([reply.status, reply.headers["content-type"]], [status, "application/json"]);
  };

  context("when a path parameter does not fit its pattern", () => {
    const BAD: readonly (readonly [
      name: string,
      group: string,
      pipeline: string,
      id: string,
      value: string,
    ])[] = [
      ["groupId", "A".repeat(24), pipelineName, run._id, "A".repeat(24)],
      ["groupId", `${projectId}0`, pipelineName, run._id, `${projectId}0`],
      ["groupId", projectId.slice(1), pipelineName, run._id, projectId.slice(1)],
      ["groupId", `${projectId}%0A`, pipelineName, run._id, `${projectId}\n`],
      ["groupId", "%zz", pipelineName, run._id, "%zz"],
      ["pipelineName", projectId, "a%2Fb", run._id, "a/b"],
      ["pipelineName", projectId, "a%5Cb", run._id, "a\\b"],
      ["pipelineName", projectId, "a%20b", run._id, "a b"],
      ["pipelineName", projectId, "a%22b", run._id, 'a"b'],
      ["pipelineName", projectId, "a$b", run._id, "a$b"],
      ["pipelineName", projectId, "x".repeat(65), run._id, "x".repeat(65)],
      ["pipelineRunId", projectId, pipelineName, "nightly", "nightly"],
      ["pipelineRunId", projectId, pipelineName, run._id.toUpperCase(), run._id.toUpperCase()],
    ];
    for (const [name, group, pipeline, id, value] of BAD) {
      it(`refuses ${name} ${JSON.stringify(value)} with 400`, () =>
        assertError(path(group, pipeline, id), 400, "VALIDATION_ERROR", [name, value]));
    }

    it("accepts a name of 64 characters beyond ASCII", async () => {
      const name = "🙂".repeat(64);
      atlas.setRun({ ...examplePipelineRun, pipelineName: name });
      const reply = await read(atlas.baseUrl + path(projectId, encodeURIComponent(name), run._id));
      assert.equal(reply.status, 200);
    });
  });

  context("when something does not exist", () => {
    it("names the project", () =>
      assertError(path(OTHER_ID, pipelineName, run._id), 404, "GROUP_NOT_FOUND", [OTHER_ID]));

    it("names the pipeline", () => {
      const parameters = ["Data Lake Pipeline weekly"];
      return assertError(path(projectId, "weekly", run._id), 404, "RESOURCE_NOT_FOUND", parameters);
    });

    it("names the run", () => {
      const parameters = [`Data Lake Pipeline run with id ${OTHER_ID}`];
      return assertError(path(projectId, pipelineName, OTHER_ID), 404, "RESOURCE_NOT_FOUND", parameters);
    });

    it("still knows the pipeline after its only run is removed", async () => {
      atlas.removeRun(projectId, pipelineName, run._id);
      const { json } = await read(atlas.baseUrl + runPath());
      assert.deepEqual(json["parameters"], [`Data Lake Pipeline run with id ${run._id}`]);
    });

    for (const unknown of ["/", "/api/atlas/v2/groups", `${runPath()}/`, path(projectId, "..", run._id)]) {
      it(`refuses the path ${unknown} with 404, before it checks credentials`, () =>
        assertError(unknown, 404, "RESOURCE_NOT_FOUND", [unknown], { authorization: "" }));
    }
  });

  context("when the credentials have no role that may read", () => {
    for (const token of ["member", "none"]) {
      it(`refuses the roles of "${token}" with 401 and no challenge`, async () => {
        const headers = { authorization: `Bearer ${token}` };
        await assertError(runPath(), 401, "USER_UNAUTHORIZED", [], headers);
        const reply = await read(atlas.baseUrl + runPath(), headers);
        assert.equal(reply.json["detail"], "Current user is not authorized to perform this action.");
        assert.equal(reply.headers["www-authenticate"], undefined);
      });
    }

    it("accepts a role that may read among others", async () => {
      const { status } = await read(atlas.baseUrl + runPath(), { authorization: "Bearer owner" });
      assert.equal(status, 200);
    });
  });

  it("refuses wrong credentials with the body of Atlas, which has no parameters", async () => {
    const { status, json } = await read(atlas.baseUrl + runPath(), { authorization: "Bearer wrong" });
    assert.deepEqual([status, json], [401, WRONG_CREDENTIALS]);
  });

  it("names the dates of its deprecation, also with an error, unless the scenario says otherwise", async () => {
    const datesOf = ({ status, headers }: Reply): readonly unknown[] => [
      status,
      headers["deprecation"],
      headers["sunset"],
    ];
    const dates = ["Sun, 1 Sep 2024 00:00:00 GMT", "Tue, 9 Sep 2025 00:00:00 GMT"];
    assert.deepEqual(datesOf(await read(atlas.baseUrl + runPath())), [200, ...dates]);
    const missing = path(projectId, pipelineName, OTHER_ID);
    assert.deepEqual(datesOf(await read(atlas.baseUrl + missing)), [404, ...dates]);
    await atlas.close();
    atlas = await startLocalAtlas({ deprecated: false, accessTokens: [{ token: TOKEN }] });
    assert.deepEqual(datesOf(await read(atlas.baseUrl + runPath())), [404, undefined, undefined]);
  });

  context("when a request has an Accept header", () => {
    const ACCEPTED = [
      MEDIA_TYPE,
      "application/vnd.atlas.2025-03-12+json",
      `text/html, ${MEDIA_TYPE};q=0.5`,
      MEDIA_TYPE.toUpperCase(),
    ];
    for (const accept of ACCEPTED) {
      it(`serves the version 2023-01-01 for "${accept}"`, async () => {
        const { status, headers } = await read(atlas.baseUrl + runPath(), { accept });
        assert.deepEqual([status, headers["content-type"]], [200, CONTENT_TYPE]);
      });
    }

    const REFUSED = [
      "*/*",
      "application/json",
      "application/*",
      "application/vnd.atlas.2022-12-31+json",
      "application/vnd.atlas.2023-13-01+json",
      "application/vnd.atlas.2023-01-01+csv",
      "application/vnd.atlas.2023-01-01",
      `${MEDIA_TYPE};q=0`,
      ",",
    ];
    for (const accept of REFUSED) {
      it(`refuses "${accept}" with 406`, () =>
        assertError(runPath(), 406, "INVALID_VERSION_DATE", [], { accept }));
    }

    it("refuses a missing one with 406", async () => {
      const { json } = await send(atlas.baseUrl + runPath(), {
        headers: { authorization: `Bearer ${TOKEN}` },
      });
      assert.equal(json["errorCode"], "INVALID_VERSION_DATE");
    });
  });

  context("when the method is not GET", () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]) {
      it(`refuses ${method} with 405`, async () => {
        const headers = { authorization: `Bearer ${TOKEN}`, accept: MEDIA_TYPE };
        const reply = await send(atlas.baseUrl + runPath(), { method, headers });
        assert.deepEqual([reply.status, reply.headers["allow"]], [405, "GET"]);
      });
    }
  });

  it("checks in this order: credentials, Accept, patterns, role, existence", async () => {
    const bad = path("x", "weekly", OTHER_ID);
    const status = async (target: string, authorization: string, accept: string): Promise<number> =>
      (await read(atlas.baseUrl + target, { authorization, accept })).status;
    assert.equal(await status(bad, "Bearer wrong", "*/*"), 401);
    assert.equal(await status(bad, "Bearer member", "*/*"), 406);
    assert.equal(await status(bad, "Bearer member", MEDIA_TYPE), 400);
    assert.equal(await status(path(projectId, "weekly", OTHER_ID), "Bearer member", MEDIA_TYPE), 401);
    assert.equal(await status(path(projectId, "weekly", OTHER_ID), "Bearer owner", MEDIA_TYPE), 404);
  });
});
