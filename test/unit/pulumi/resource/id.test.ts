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

  const NO_OBJECT = `the arguments must be an object such as ${SUCH}, got`;
  const REFUSED: readonly (readonly [args: () => unknown, message: string])[] = [
    [() => undefined, `${NO_OBJECT} nothing`],
    [() => pulumi.output(REF), `${NO_OBJECT} an output`],
    [() => ({ ...REF, expectState: "DONE" }), MISSPELT],
    [() => ({ ...REF, pipelineRunId: unknownOutput(), expectState: "DONE" }), MISSPELT],
    [
      () => ({ ...REF, wait: { timeoutSecond: 5 } }),
      'wait must not have the key "timeoutSecond": did you mean timeoutSeconds? Allowed: timeoutSeconds, pollIntervalSeconds',
    ],
    [
      () => ({ ...REF, projectId: unknownOutput(), expectedState: "done" }),
      'expectedState must be spelt "DONE", got "done"',
    ],
    [() => ({ ...REF, projectId: "xyz" }), `projectId must be ${HEX}, got "xyz"`],
    [
      () => ({ ...REF, projectId: unknownOutput(), pipelineRunId: "xyz" }),
      `pipelineRunId must be ${HEX}, got "xyz"`,
    ],
  ];
  for (const [args, message] of REFUSED) {
    it(`refuses arguments, also beside one that is not known yet: ${message}`, () => {
      assert.throws(() => idOfArguments("run: ", args(), {}), new InvalidArgumentError(`run: ${message}`));
    });
  }

  it("refuses the option id", () => {
    const message =
      "the option id must not be given with arguments: use DataLakePipelineRun.get(name, id) to read by id";
    assert.throws(() => idOfArguments("", REF, { id: "x" }), new InvalidArgumentError(message));
  });

  const RESOLVED: readonly (readonly [args: object, message: RegExp])[] = [
    [{ pipelineName: pulumi.output(undefined) }, /^run: pipelineName comes from .* resolved to undefined/],
    [{ pipelineRunId: Promise.resolve(null) }, /^run: pipelineRunId comes from .* resolved to null/],
    [{ projectId: pulumi.output(7) }, /^run: projectId must be 24 lower-case .*, got number 7/],
    [{ expectedState: pulumi.output(undefined) }, /^run: expectedState comes from .* resolved to undefined/],
    [{ wait: pulumi.output({ timeoutSecond: 5 }) }, /^run: wait .* did you mean timeoutSeconds\?/],
    [{ expectedState: pulumi.output("done") }, /^run: expectedState must be spelt "DONE"/],
  ];
  for (const [args, message] of RESOLVED) {
    it(`rejects when an argument resolves to an invalid value: ${message.source}`, async () => {
      await assert.rejects(settled(idOfArguments("run: ", { ...REF, ...args }, {})), { message });
    });
  }
});

describe("checkId", () => {
  for (const [id, message] of [
    [undefined, "the id must be projectId/pipelineName/pipelineRunId, got nothing"],
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
