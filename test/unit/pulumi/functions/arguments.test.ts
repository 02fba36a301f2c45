import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import {
  getDataLakePipelineRun,
  InvalidArgumentError,
  type GetDataLakePipelineRunArgs,
} from "../../../../provider/index.js";
import { REF, rejectionOf } from "../../../helpers/responses.js";
import {
  setStackConfig,
  stubEnvironment,
  stubGet,
  TOKEN_CONFIG,
  type StubbedGet,
} from "../../../helpers/functions.js";

const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";
const NAME = '1 to 64 characters without /, \\, space, " or $, and not "." or ".."';

describe("arguments of getDataLakePipelineRun", () => {
  let get: StubbedGet;
  let restoreConfig: () => void;

  beforeEach(() => {
    stubEnvironment();
    get = stubGet();
    restoreConfig = setStackConfig(TOKEN_CONFIG);
  });

  afterEach(() => {
    sinon.restore();
    restoreConfig();
  });

  const BAD: readonly (readonly [string, unknown, string, string])[] = [
    ["projectId", "xyz", HEX, '"xyz"'],
    ["projectId", undefined, HEX, "nothing"],
    ["projectId", pulumi.output(REF.projectId), HEX, "an output"],
    ["pipelineName", "a b", NAME, '"a b"'],
    ["pipelineName", ["nightly"], NAME, "an array"],
    ["pipelineName", "\ud800", NAME, '"\\ud800"'],
    ["pipelineRunId", "6F1122C17A3E5A48F5497DE4", HEX, '"6F1122C17A3E5A48F5497DE4"'],
    ["pipelineRunId", null, HEX, "null"],
  ];
  for (const [name, value, allowed, got] of BAD) {
    it(`are refused before any request: ${name} ${got}`, async () => {
      const args = { ...REF, [name]: value } as unknown as GetDataLakePipelineRunArgs;
      const error = await rejectionOf(getDataLakePipelineRun(args));
      assert.ok(error instanceof InvalidArgumentError);
      assert.equal(error.code, "INVALID_ARGUMENT");
      assert.equal(error.message, `getDataLakePipelineRun: ${name} must be ${allowed}, got ${got}`);
      assert.ok(get.notCalled);
    });
  }

  it("are judged before the configuration", async () => {
    pulumi.runtime.setAllConfig({});
    const error = await rejectionOf(getDataLakePipelineRun({ ...REF, projectId: "xyz" }));
    assert.equal(error.code, "INVALID_ARGUMENT");
  });

  it("make the error the one line of the program", async () => {
    const error = await rejectionOf(getDataLakePipelineRun({ ...REF, projectId: "xyz" }));
    assert.equal(pulumi.RunError.isInstance(error), true);
    assert.equal(error.stack, `InvalidArgumentError: ${error.message}`);
  });
});
