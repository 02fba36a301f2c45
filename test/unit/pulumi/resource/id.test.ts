import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError } from "../../../../provider/index.js";
import { checkId, idOfArguments } from "../../../../provider/pulumi/resource/id.js";
import { unknownOutput, useMocks } from "../../../helpers/mocks.js";
import { ID, REF } from "../../../helpers/responses.js";

const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";
const SUCH = "{ projectId, pipelineName, pipelineRunId, expectedState, wait }";
const MISSPELT =
  'the arguments must not have the key "expectState": did you mean expectedState? ' +
  "Allowed: projectId, pipelineName, pipelineRunId, expectedState, wait";

/** Settles as an output that is known does. */
const settled = (id: pulumi.Input<string>): Promise<string> =>
  (id as unknown as { promise: () => Promise<string> }).promise();

describe("idOfArguments", () => {
  useMocks(true);

  const REFUSED: readonly (readonly [what: string, args: () => unknown, message: string])[] = [
    ["no arguments", () => undefined, `the arguments must be an object such as ${SUCH}, got nothing`],
    ["null", () => null, `the arguments must be an object such as ${SUCH}, got null`],
    ["text", () => "x", `the arguments must be an object such as ${SUCH}, got "x"`],
    ["an output", () => pulumi.output(REF), `the arguments must be an object such as ${SUCH}, got an output`],
    ["a misspelt argument", () => ({ ...REF, expectState: "DONE" }), MISSPELT],
    [
      "a misspelt argument beside one that is not known yet",
      () => ({ ...REF, pipelineRunId: unknownOutput(), expectState: "DONE" }),
      MISSPELT,
    ],
    [
      "a misspelt key of wait",
      () => ({ ...REF, wait: { timeoutSecond: 5 } }),
      'wait must not have the key "timeoutSecond": did you mean timeoutSeconds? Allowed: timeoutSeconds, pollIntervalSeconds',
    ],
    [
      "an invalid state beside an argument that is not known yet",
      () => ({ ...REF, projectId: unknownOutput(), expectedState: "done" }),
      'expectedState must be spelt "DONE", got "done"',
    ],
    ["an invalid argument", () => ({ ...REF, projectId: "xyz" }), `projectId must be ${HEX}, got "xyz"`],
    [
      "an invalid argument beside one that is not known yet",
      () => ({ ...REF, projectId: unknownOutput(), pipelineRunId: "xyz" }),
      `pipelineRunId must be ${HEX}, got "xyz"`,
    ],
  ];
  for (const [what, args, message] of REFUSED) {
    it(`refuses ${what}`, () => {
      assert.throws(() => idOfArguments("run: ", args(), {}), new InvalidArgumentError(`run: ${message}`));
    });
  }

  it("refuses the option id", () => {
    const message =
      "the option id must not be given with arguments: use DataLakePipelineRun.get(name, id) to read by id";
    assert.throws(() => idOfArguments("", REF, { id: "x" }), new InvalidArgumentError(message));
  });

  const RESOLVED: readonly (readonly [what: string, args: object, message: RegExp])[] = [
    [
      "undefined",
      { pipelineName: pulumi.output(undefined) },
      /^run: pipelineName comes from an output that resolved to undefined/,
    ],
    [
      "null",
      { pipelineRunId: Promise.resolve(null) },
      /^run: pipelineRunId comes from an output that resolved to null/,
    ],
    [
      "another type",
      { projectId: pulumi.output(7) },
      /^run: projectId must be 24 lower-case .*, got number 7/,
    ],
    [
      "undefined as the expected state",
      { expectedState: pulumi.output(undefined) },
      /^run: expectedState comes from an output that resolved to undefined/,
    ],
    [
      "a misspelt key of wait",
      { wait: pulumi.output({ timeoutSecond: 5 }) },
      /^run: wait .* did you mean timeoutSeconds\?/,
    ],
    [
      "a state in the wrong case",
      { expectedState: pulumi.output("done") },
      /^run: expectedState must be spelt "DONE"/,
    ],
  ];
  for (const [what, args, message] of RESOLVED) {
    it(`rejects when an argument resolves to ${what}`, async () => {
      await assert.rejects(settled(idOfArguments("run: ", { ...REF, ...args }, {})), { message });
    });
  }
});

describe("checkId", () => {
  for (const [id, message] of [
    [undefined, "the id must be projectId/pipelineName/pipelineRunId, got nothing"],
    [null, "the id must be projectId/pipelineName/pipelineRunId, got null"],
    [7, "the id must be projectId/pipelineName/pipelineRunId, got number 7"],
    ["", 'the id of a DataLakePipelineRun must be projectId/pipelineName/pipelineRunId, got ""'],
    ["x/nightly/y", `id "x/nightly/y": projectId must be ${HEX}, got "x"`],
  ] as const) {
    it(`refuses ${JSON.stringify(id)}, also from an output`, async () => {
      assert.throws(() => checkId("run: ", id), new InvalidArgumentError(`run: ${message}`));
      await assert.rejects(settled(checkId("run: ", pulumi.output(id))), { message: `run: ${message}` });
    });
  }

  it("returns an id of the right form", async () => {
    assert.equal(checkId("", ID), ID);
    assert.equal(await settled(checkId("", pulumi.output(ID))), ID);
  });
});
