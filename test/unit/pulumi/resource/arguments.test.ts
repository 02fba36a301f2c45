import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import {
  DataLakePipelineRun,
  InvalidArgumentError,
  type DataLakePipelineRunArgs,
} from "../../../../provider/index.js";
import { REF, thrownBy } from "../../../helpers/responses.js";
import { useMocks, unknownOutput } from "../../../helpers/mocks.js";

const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";
const NAME = '1 to 64 characters without /, \\, space, " or $, and not "." or ".."';

describe("arguments of a DataLakePipelineRun", () => {
  const mocks = useMocks(true);

  const refusal = (args: object, opts?: object): string => {
    const error = thrownBy(() => new DataLakePipelineRun("nightly", args as DataLakePipelineRunArgs, opts));
    assert.ok(error instanceof InvalidArgumentError);
    assert.equal(error.code, "INVALID_ARGUMENT");
    return error.message;
  };

  const runs = async (): Promise<number> => {
    await setImmediate();
    return mocks.resources.filter(({ name }) => name === "nightly").length;
  };

  const BAD: readonly (readonly [string, unknown, string, string])[] = [
    ["projectId", "xyz", HEX, '"xyz"'],
    ["projectId", "A".repeat(24), HEX, `"${"A".repeat(24)}"`],
    ["projectId", "", HEX, '""'],
    ["projectId", undefined, HEX, "nothing"],
    ["projectId", null, HEX, "null"],
    ["pipelineName", "a/b", NAME, '"a/b"'],
    ["pipelineName", "..", NAME, '".."'],
    ["pipelineName", "", NAME, '""'],
    ["pipelineName", "n".repeat(65), NAME, `"${"n".repeat(65)}"`],
    ["pipelineName", 7, NAME, "number 7"],
    ["pipelineRunId", `${REF.pipelineRunId}\n`, HEX, `"${REF.pipelineRunId}\\n"`],
    ["pipelineRunId", true, HEX, "boolean true"],
  ];
  for (const [name, value, allowed, got] of BAD) {
    it(`are refused before anything is registered: ${name} ${got}`, async () => {
      const message = `DataLakePipelineRun "nightly": ${name} must be ${allowed}, got ${got}`;
      assert.equal(refusal({ ...REF, [name]: value }), message);
      assert.equal(await runs(), 0);
    });
  }

  it("are checked in the order of the path", () => {
    assert.match(refusal({}), /^DataLakePipelineRun "nightly": projectId must be /);
    assert.match(refusal({ projectId: REF.projectId }), /: pipelineName must be .*, got nothing$/);
  });

  it("are checked as far as they are known, while another is not known yet", async () => {
    const message = refusal({ ...REF, projectId: unknownOutput(), pipelineRunId: "xyz" });
    assert.equal(message, `DataLakePipelineRun "nightly": pipelineRunId must be ${HEX}, got "xyz"`);
    assert.equal(await runs(), 0);
  });

  it("do not go with the option id", async () => {
    assert.equal(
      refusal(REF, { id: "x" }),
      'DataLakePipelineRun "nightly": the option id must not be given with arguments: ' +
        "use DataLakePipelineRun.get(name, id) to read by id",
    );
    assert.equal(await runs(), 0);
  });
});
