import assert from "node:assert/strict";
import sinon from "sinon";
import { InvalidArgumentError } from "../../../../provider/index.js";
import { FIELDS, ID, REF, rejectionOf } from "../../../helpers/responses.js";
import { testProvider, type TestProvider } from "../../../helpers/host-provider.js";

const OTHER = "f".repeat(24);
const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";

describe("the run that the provider reads", () => {
  let test: TestProvider;

  beforeEach(() => {
    test = testProvider();
  });

  afterEach(() => {
    sinon.restore();
  });

  const PATH = `/api/atlas/v2/groups/${REF.projectId}/pipelines/nightly/runs/${REF.pipelineRunId}`;
  const GOOD: readonly (readonly [string, Record<string, unknown> | undefined])[] = [
    ["the id and the same arguments", REF],
    ["the id alone", {}],
    ["the id without any properties", undefined],
    ["the id and some of the arguments", { projectId: REF.projectId }],
    ["the id and what a refresh has", { ...REF, ...FIELDS }],
  ];
  for (const [name, properties] of GOOD) {
    it(`is that of ${name}`, async () => {
      const { id, props } = await test.read(ID, properties);
      assert.equal(id, ID);
      assert.deepEqual(props, { ...REF, ...FIELDS });
      assert.deepEqual(
        test.get.args.map(([path]) => path),
        [PATH],
      );
    });
  }

  const id = (text: string): string =>
    `the id of a DataLakePipelineRun must be projectId/pipelineName/pipelineRunId, got "${text}"`;
  const BAD: readonly (readonly [string, string, Record<string, unknown>, string])[] = [
    ["an empty id", "", {}, id("")],
    ["two parts", "a/b", {}, id("a/b")],
    ["four parts", `${ID}/x`, {}, id(`${ID}/x`)],
    [
      "a part out of form",
      `${REF.projectId}/nightly/xyz`,
      {},
      `id "${REF.projectId}/nightly/xyz": pipelineRunId must be ${HEX}, got "xyz"`,
    ],
    [
      "an id that contradicts the arguments",
      ID,
      { ...REF, pipelineRunId: OTHER },
      `the id must be that of its arguments, "${REF.projectId}/nightly/${OTHER}", got "${ID}"`,
    ],
    [
      "arguments out of form",
      `${REF.projectId}/a/b/${REF.pipelineRunId}`,
      { ...REF, pipelineName: "a/b" },
      'pipelineName must be 1 to 64 characters without /, \\, space, " or $, and not "." or "..", got "a/b"',
    ],
    ["arguments of another type", ID, { ...REF, projectId: 1 }, `projectId must be ${HEX}, got number 1`],
  ];
  for (const [name, text, properties, message] of BAD) {
    it(`is refused before any request: ${name}`, async () => {
      const error = await rejectionOf(test.read(text, properties));
      assert.ok(error instanceof InvalidArgumentError);
      assert.deepEqual([error.code, error.message], ["INVALID_ARGUMENT", message]);
      assert.ok(test.get.notCalled);
    });
  }
});
