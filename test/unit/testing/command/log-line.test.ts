import assert from "node:assert/strict";
import { requestLine, transitionLine } from "../../../../provider/testing/command/log-line.js";
import { type EndedRequest } from "../../../../provider/testing/service.js";

const AT = new Date(2025, 4, 4, 9, 42, 7).getTime();
const REQUEST: EndedRequest["request"] = {
  kind: "api",
  method: "GET",
  path: "/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/pipelines/nightly/runs/32b6e34b3d91647abb20e7b8",
  status: 200,
  challenged: false,
  at: AT,
};
const SHORT = "…/32b6e34b3d91647abb20e7b8/pipelines/nightly/runs/32b6e34b3d91647abb20e7b8";

function lineOf(request: Partial<EndedRequest["request"]>, rest: Partial<EndedRequest> = {}): string {
  return requestLine({
    request: { ...REQUEST, ...request },
    credentials: "no credentials",
    fault: undefined,
    ...rest,
  });
}

describe("requestLine", () => {
  it("has the time, the method, the shortened path, the kind, the status and the kind of credentials", () => {
    assert.equal(lineOf({}, { credentials: "API key" }), `09:42:07 GET ${SHORT} api 200 (API key)`);
    assert.equal(
      lineOf({ method: "POST", kind: "token", path: "/api/oauth/token" }, { credentials: "service account" }),
      "09:42:07 POST /api/oauth/token token 200 (service account)",
    );
  });

  it("names a Digest challenge, a fault and a missing response", () => {
    assert.equal(
      lineOf({ status: 401, challenged: true }),
      `09:42:07 GET ${SHORT} api 401 (no credentials, Digest challenge)`,
    );
    assert.equal(
      lineOf({ status: undefined }, { credentials: "access token", fault: { type: "reset" } }),
      `09:42:07 GET ${SHORT} api no response (access token, fault reset)`,
    );
  });

  it("cuts a path that is long, and replaces bytes that a terminal could obey", () => {
    assert.equal(lineOf({ path: "/\u001b[2J\u009b1m" }), "09:42:07 GET /?[2J?1m api 200 (no credentials)");
    assert.equal(
      lineOf({ path: `/${"a".repeat(1000)}` }),
      `09:42:07 GET /${"a".repeat(119)}… api 200 (no credentials)`,
    );
  });
});

describe("transitionLine", () => {
  it("has the time, the run and what changes", () => {
    const place = { projectId: "p", pipelineName: "nightly", runId: "r" };
    assert.equal(
      transitionLine(AT, place, { state: "DONE", stats: { numDocs: 1 }, datasetName: "a\nb" }),
      '09:42:07 run r of pipeline "nightly": state DONE, stats {"numDocs":1}, datasetName a b',
    );
  });
});
