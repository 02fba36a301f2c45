import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError } from "../../../../provider/index.js";
import { checkId, idOfArguments } from "../../../../provider/pulumi/resource/id.js";
import { useMocks } from "../../../helpers/mocks.js";
import { ID, REF } from "../../../helpers/responses.js";

const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";
/** Settles as an output that is known does. */
const settled = (id: pulumi.Input<string>): Promise<string> =>
  (id as unknown as { promise: () => Promise<string> }).promise();

describe("idOfArguments", () => {
  useMocks(true);

  it("refuses the option id", () => {
    const message =
      "the option id must not be given with arguments: use DataLakePipelineRun.get(name, id) to read by id";
    assert.throws(() => idOfArguments("", REF, { id: "x" }), new InvalidArgumentError(message));
  });

  const RESOLVED: readonly (readonly [args: object, message: RegExp])[] = [
    [{ pipelineName: pulumi.output(undefined) }, /^run: pipelineName comes from .* resolved to undefined/],
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
      await assert.rejects(settled(checkId("run: ", pulumi.output(id))), {
        message: `run: ${message} [INVALID_ARGUMENT]`,
      });
    });
  }

  it("returns an id of the right form", async () => {
    assert.equal(checkId("", ID), ID);
    assert.equal(await settled(checkId("", pulumi.output(ID))), ID);
  });
});
