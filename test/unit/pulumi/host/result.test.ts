import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasApiError } from "../../../../provider/index.js";
import { answered, FIELDS, ID, REF, rejectionOf, WHAT } from "../../../helpers/responses.js";
import { testProvider, type TestProvider } from "../../../helpers/host-provider.js";

/** Every value of an object, at any depth. */
function valuesOf(object: object): unknown[] {
  return Object.values(object).flatMap((value: unknown) =>
    typeof value === "object" && value !== null ? [value, ...valuesOf(value)] : [value],
  );
}

const NULLS = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, null]));

describe("what the provider gives to the engine's host", () => {
  let test: TestProvider;

  beforeEach(() => {
    test = testProvider();
  });

  afterEach(() => {
    sinon.restore();
  });

  it("is the id and every field", async () => {
    assert.deepEqual(await test.read(ID, REF), { id: ID, props: { ...REF, ...FIELDS } });
  });

  it("has null for each field that Atlas did not send", async () => {
    test.get.resolves(answered({ body: { _id: REF.pipelineRunId } }));
    assert.deepEqual(await test.read(ID, REF), { id: ID, props: { ...REF, ...NULLS } });
  });

  it("has no undefined value at any depth", async () => {
    const datasetRetentionPolicy = { units: "DAYS", value: 1, lastModifiedDate: null };
    const body = { _id: REF.pipelineRunId, datasetRetentionPolicy, stats: { numDocs: null }, state: null };
    test.get.resolves(answered({ body }));
    const { props } = await test.read(ID, REF);
    assert.ok(props && !valuesOf(props).includes(undefined));
    const given = { datasetRetentionPolicy: { units: "DAYS", value: 1 }, stats: {} };
    assert.deepEqual(props, { ...REF, ...NULLS, ...given });
  });

  it("is fresh each time, and free to be changed", async () => {
    const [first, second] = [await test.read(ID, REF), await test.read(ID, REF)];
    assert.deepEqual(first, second);
    const objects = new Set(valuesOf(first).filter((value) => typeof value === "object"));
    assert.equal(objects.size, 3);
    for (const value of [second, ...valuesOf(second)].filter((value) => typeof value === "object")) {
      assert.ok(!objects.has(value) && !Object.isFrozen(value));
    }
  });

  it("keeps what an earlier read gave out of a later one", async () => {
    test.get.resolves(answered({ body: { _id: REF.pipelineRunId } }));
    const { props } = await test.read(ID, { ...REF, ...FIELDS });
    assert.deepEqual(props, { ...REF, ...NULLS });
  });

  context("when the run does not exist", () => {
    beforeEach(() => {
      test.get.resolves(answered({ status: 404, body: { errorCode: "RESOURCE_NOT_FOUND" } }));
    });

    for (const [name, properties] of [
      ["by arguments", REF],
      ["by id", {}],
    ] as const) {
      it(`is an error on a first read ${name}`, async () => {
        const error = await rejectionOf(test.read(ID, properties));
        assert.ok(error instanceof AtlasApiError);
        assert.equal(error.code, "NOT_FOUND");
        assert.match(error.message, new RegExp(`^404 from Atlas: no such ${WHAT}: RESOURCE_NOT_FOUND\\. `));
      });
    }
  });

  for (const status of [400, 401, 403, 410, 418, 503]) {
    it(`is an error after ${status}, in a refresh as well`, async () => {
      test.get.resolves(answered({ status, body: {} }));
      const error = await rejectionOf(test.read(ID, { ...REF, ...FIELDS }));
      assert.ok(error instanceof AtlasApiError);
      assert.equal(error.status, status);
    });
  }
});
