import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasApiError, type AtlasError } from "../../../../provider/index.js";
import { testProvider, type TestProvider } from "../../../helpers/functions.js";
import {
  responded,
  FIELDS,
  ID,
  REF,
  rejectionOf,
  WHAT,
  type ResponseParts,
  saidBy,
} from "../../../helpers/responses.js";

const NULLS = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, null]));
const NOT_FOUND = { status: 404, body: { error: 404, errorCode: "ANY_CODE", detail: "No such run" } };
const KEPT =
  "The resource stays in the state. To remove it, take it out of the program, or use pulumi state delete";

const listed = (...ids: readonly string[]): ResponseParts => ({
  body: { results: ids.map((_id) => ({ _id })), totalCount: ids.length },
});
const OTHERS = ["1".repeat(24), "2".repeat(24)];

describe("a refresh", () => {
  let test: TestProvider;
  let log: sinon.SinonStub;

  beforeEach(() => {
    test = testProvider();
    log = sinon.stub(console, "warn");
  });

  /** Responds to the read of the run, and to each page of the list. */
  function respond(run: ResponseParts, list: ResponseParts | ((page: number) => ResponseParts)): void {
    test.get.callsFake((path) => {
      const page = /[?&]pageNum=(\d+)/.exec(path)?.[1];
      if (page === undefined) return Promise.resolve(responded(run));
      return Promise.resolve(responded(typeof list === "function" ? list(Number(page)) : list));
    });
  }

  const refresh = (outputs: object = FIELDS): Promise<unknown> => test.read(ID, { ...REF, ...outputs });
  const failure = (): Promise<AtlasError> => rejectionOf(refresh());

  it("drops a run that responds 404 and is not in the list of its pipeline, also with outputs that are all null", async () => {
    respond(NOT_FOUND, listed(...OTHERS));
    const why = `${WHAT} (404 from Atlas, and not among the 2 runs that its pipeline lists)`;
    for (const outputs of [FIELDS, NULLS]) {
      log.resetHistory();
      assert.deepEqual(await refresh(outputs), {});
      assert.deepEqual(log.args, [[`warning: [runtime] removed from the state: ${why}`]]);
    }
  });

  const page = (results: readonly string[], more: object): ResponseParts => ({
    body: { results: results.map((_id) => ({ _id })), ...more },
  });
  const [SELF, NEXT] = [[{ rel: "self" }], [{ rel: "self" }, { rel: "next" }]];
  it("drops a run of a pipeline whose list has several pages, which are all read", async () => {
    respond(NOT_FOUND, (n) => page(OTHERS.slice(n - 1, n), { totalCount: 2, links: n === 1 ? NEXT : SELF }));
    assert.deepEqual(await refresh(), {});
    assert.equal(test.get.callCount, 3);
    for (const [path] of test.get.args.slice(1)) assert.match(path, /\?includeCount=true&/);
  });

  const NO_PROOF: readonly (readonly [string, ResponseParts])[] = [
    ["a page of a proxy", { status: 404, body: "<h1>nginx</h1>", headers: { "content-type": "text/html" } }],
    ["JSON without the fields of an API error", { status: 404, body: { message: "no" } }],
    ["an API error of another media type", { ...NOT_FOUND, headers: { "content-type": "text/plain" } }],
    ["an envelope with status 200", { status: 200, body: { status: 404, content: NOT_FOUND.body } }],
    ["the token endpoint", { ...NOT_FOUND, from: "token" }],
  ];
  for (const [name, response] of NO_PROOF) {
    it(`keeps a run if the 404 is no proof, and requests no list: ${name}`, async () => {
      respond(response, listed(...OTHERS));
      const error = await failure();
      assert.ok(error instanceof AtlasApiError && error.code === "NOT_FOUND");
      assert.match(error.message, /^404 from .*This does not prove that the run was deleted\. /);
      assert.ok(saidBy(error).endsWith(`. ${KEPT}`), error.message);
      assert.equal(test.get.callCount, 1);
    });
  }

  const NO_LIST: readonly (readonly [string, ResponseParts, RegExp])[] = [
    ["has it", listed(...OTHERS, REF.pipelineRunId), /\. The list of the pipeline's runs includes it\. /],
    ["is empty", listed(), /runs is empty, which does not prove that the run was deleted\. /],
    ["is not found either", NOT_FOUND, /runs failed: 404 from Atlas: no such pipeline .*: ANY_CODE/],
    ["is refused", { status: 403, body: { error: 403 } }, /runs failed: 403 from Atlas: /],
    ["is no list", { body: {} }, /runs failed: unexpected response \(status 200, no field results\)/],
    ["is shorter than its count", page([], { totalCount: 3 }), /runs failed: .*totalCount: 3\)/],
    ["has status 503 in its body", page(OTHERS, { status: 503, totalCount: 2 }), /the body has status 503\)/],
    [
      "has a detail",
      page(OTHERS, { detail: "Service Unavailable", totalCount: 2 }),
      /runs has detail, and may be/,
    ],
    ["has errors", page(OTHERS, { errors: [], totalCount: 2 }), /runs has errors, and may be an error/],
    [
      "has an odd link",
      page(OTHERS, { links: [{ rel: "NEXT" }], totalCount: 2 }),
      /runs has links\.rel "NEXT", and/,
    ],
    ["has no count", page(OTHERS, { links: SELF }), /runs has no totalCount, and may lack runs\. /],
  ];
  for (const [name, list, found] of NO_LIST) {
    it(`keeps a run that responds 404 if the list of its pipeline ${name}`, async () => {
      respond(NOT_FOUND, list);
      const error = await failure();
      assert.equal(error.code, "NOT_FOUND");
      assert.match(error.message, found);
      assert.ok(saidBy(error).endsWith(`. ${KEPT}`), error.message);
    });
  }

  it("keeps a run when the API is gone, and names the way to remove it", async () => {
    respond({ status: 410, body: {} }, listed());
    const error = await failure();
    assert.equal(error.code, "GONE");
    assert.ok(saidBy(error).endsWith(`. ${KEPT}`), error.message);
  });

  it("names the configuration that it uses after 401 and 403, and without credentials", async () => {
    const which = /\. pulumi refresh uses the configuration of the last pulumi up\. .*--run-program$/;
    for (const status of [401, 403]) {
      respond({ status, body: {} }, listed());
      assert.match(saidBy(await failure()), which);
    }
    await test.configure({});
    const missing = await failure();
    assert.equal(missing.code, "NO_CREDENTIALS");
    assert.match(saidBy(missing), which);
  });

  it("keeps the stored outputs if the response has nothing but ids, empty and undocumented fields", async () => {
    for (const fields of [
      {},
      { groupId: REF.projectId, pipelineId: REF.projectId },
      { state: null, stats: null },
      { links: [], pipelineName: "nightly" },
      { stats: {}, state: "" },
    ]) {
      const body = { _id: REF.pipelineRunId, ...fields };
      for (const run of [body, { status: 200, content: body }]) {
        respond({ body: run }, listed());
        const error = await failure();
        assert.equal(error.code, "UNEXPECTED_CONTENT");
        const why = "unexpected response (status 200, no field but the ids)";
        assert.equal(saidBy(error), `${why}, reading ${WHAT}. The resource keeps its stored outputs`);
        assert.equal(test.get.callCount, 1);
        test.get.resetHistory();
      }
    }
  });

  it("checks no state, and takes a response with one field, or with nothing but the id where no output is stored", async () => {
    respond({ body: { _id: REF.pipelineRunId, state: "FAILED" } }, listed());
    assert.deepEqual(await refresh(), { id: ID, props: { ...REF, ...NULLS, state: "FAILED" } });
    respond({ body: { _id: REF.pipelineRunId } }, listed());
    assert.deepEqual(await refresh(NULLS), { id: ID, props: { ...REF, ...NULLS } });
    assert.equal(test.get.callCount, 2);
  });
});

describe("a first read", () => {
  it("stays a first read when a stack transformation adds an output", async () => {
    const { read, get } = testProvider();
    for (const property of [{}, { expectedState: "DONE" }, { wait: {} }]) {
      const { message } = await rejectionOf(read(ID, { ...REF, ...property, state: "DONE" }));
      assert.match(message, /^the properties must not have the key "state"/);
    }
    // All that a refresh has, beside a check, which it never has.
    const checks = [{ expectedState: "DONE" }, { wait: {} }, { maxAgeHours: 1 }];
    for (const properties of [{ expectState: "DONE" }, ...checks.map((check) => ({ ...FIELDS, ...check }))]) {
      const { message } = await rejectionOf(read(ID, { ...REF, ...properties }));
      assert.match(message, /^the properties must not have the key /);
    }
    assert.ok(get.notCalled);
  });
});
