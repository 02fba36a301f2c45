import assert from "node:assert/strict";
import type sinon from "sinon";
import { AtlasApiError, InvalidArgumentError } from "../../../../provider/index.js";
import { AtlasError } from "../../../../provider/errors/index.js";
import { createProvider } from "../../../../provider/pulumi/host/dynamic-provider.js";
import { testProvider, type TestProvider } from "../../../helpers/functions.js";
import { responded, FIELDS, ID, REF, rejectionOf, WHAT, saidBy } from "../../../helpers/responses.js";

/** Every value of an object, at any depth. */
function valuesOf(object: object): unknown[] {
  return Object.values(object).flatMap((value: unknown) =>
    typeof value === "object" && value !== null ? [value, ...valuesOf(value)] : [value],
  );
}

const NULLS = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, null]));
const OTHER = "f".repeat(24);

describe("the provider", () => {
  let test: TestProvider;

  beforeEach(() => {
    test = testProvider();
  });

  describe("read", () => {
    const PATH = `/api/atlas/v2/groups/${REF.projectId}/pipelines/nightly/runs/${REF.pipelineRunId}`;
    for (const [name, properties] of [
      ["the id and the same arguments", REF],
      ["the id alone", {}],
      ["the id without any properties", undefined],
      ["the id and some of the arguments", { projectId: REF.projectId }],
      ["the id and what a refresh has", { ...REF, ...FIELDS }],
    ] as const) {
      it(`requests the run of ${name}, and returns the id and every field`, async () => {
        assert.deepEqual(await test.read(ID, properties), { id: ID, props: { ...REF, ...FIELDS } });
        assert.deepEqual(
          test.get.args.map(([path]) => path),
          [PATH],
        );
      });
    }

    const other = { ...REF, pipelineRunId: OTHER };
    const BAD: readonly (readonly [string, string, Record<string, unknown>, RegExp])[] = [
      ["an empty id", "", {}, /^the id of a DataLakePipelineRun must be .*, got ""$/],
      ["a part out of form", `${REF.projectId}/nightly/xyz`, {}, /: pipelineRunId must be .*, got "xyz"$/],
      [
        "an id of other arguments",
        ID,
        other,
        /^the id must be that of its arguments, ".*f{24}", got ".*e4"$/,
      ],
      ["arguments of another type", ID, { ...REF, projectId: 1 }, /^projectId must be .*, got number 1$/],
    ];
    for (const [name, text, properties, message] of BAD) {
      it(`refuses ${name}, before any request`, async () => {
        const error = await rejectionOf(test.read(text, properties));
        assert.ok(error instanceof InvalidArgumentError);
        assert.match(saidBy(error), message);
        assert.ok(test.get.notCalled);
      });
    }
  });

  describe("the result of read", () => {
    it("has null for each field that Atlas did not send", async () => {
      test.get.resolves(responded({ body: { _id: REF.pipelineRunId } }));
      assert.deepEqual(await test.read(ID, REF), { id: ID, props: { ...REF, ...NULLS } });
    });

    it("has no undefined value at any depth", async () => {
      const datasetRetentionPolicy = { units: "DAYS", value: 1, lastModifiedDate: null };
      const body = { _id: REF.pipelineRunId, datasetRetentionPolicy, stats: { numDocs: null }, state: null };
      test.get.resolves(responded({ body }));
      const { props } = await test.read(ID, REF);
      assert.ok(props && !valuesOf(props).includes(undefined));
      const given = { datasetRetentionPolicy: { units: "DAYS", value: 1 } };
      assert.deepEqual(props, { ...REF, ...NULLS, ...given });
    });

    it("is another object each time, and may be changed", async () => {
      const [first, second] = [await test.read(ID, REF), await test.read(ID, REF)];
      assert.deepEqual(first, second);
      const objects = new Set(valuesOf(first).filter((value) => typeof value === "object"));
      assert.equal(objects.size, 3);
      for (const value of [second, ...valuesOf(second)].filter((value) => typeof value === "object")) {
        assert.ok(!objects.has(value) && !Object.isFrozen(value));
      }
    });

    it("is an error at a first read, by arguments and by id, when the run does not exist", async () => {
      test.get.resolves(responded({ status: 404, body: { errorCode: "RESOURCE_NOT_FOUND" } }));
      for (const properties of [REF, {}]) {
        const error = await rejectionOf(test.read(ID, properties));
        assert.ok(error instanceof AtlasApiError && error.code === "NOT_FOUND");
        assert.ok(error.message.startsWith(`404 from Atlas: no such ${WHAT}: RESOURCE_NOT_FOUND. `));
      }
    });
  });

  describe("other operations", () => {
    const refuses = async (promise: Promise<unknown> | undefined, start: string): Promise<void> => {
      assert.ok(promise);
      const error = await rejectionOf(promise);
      assert.ok(error instanceof AtlasError && error.code === "READ_ONLY", error.message);
      assert.ok(error.message.startsWith(start), error.message);
      assert.ok(test.get.notCalled);
    };

    it("refuses to create, also at the check of a preview", async () => {
      const start = "a DataLakePipelineRun is read, never created: ";
      await refuses(test.provider.create(REF), start);
      await refuses(test.provider.check?.({}, REF), start);
    });

    it("reads although no hook for the end of its process can be installed", async () => {
      (process.on as unknown as sinon.SinonStub).throws(new Error("no listeners"));
      const error = await rejectionOf(createProvider().read?.("x", {}) ?? Promise.resolve());
      assert.equal(error.code, "INVALID_ARGUMENT");
    });

    it("refuses to update, and does nothing to delete", async () => {
      await refuses(test.provider.update?.(ID, REF, REF), "a DataLakePipelineRun is read, never updated: ");
      assert.equal(await test.provider.delete?.(ID, REF), undefined);
      assert.ok(test.get.notCalled);
    });
  });
});
