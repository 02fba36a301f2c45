import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as atlas from "../../../../provider/index.js";
import { REF, rejectionOf, thrownBy } from "../../../helpers/responses.js";
import { unknownOutput } from "../../../helpers/mocks.js";
import { READ_FUNCTIONS, TOKEN_CONFIG, useFunctions } from "../../../helpers/functions.js";

describe("arguments and options of the functions", () => {
  const test = useFunctions();

  afterEach(() => {
    assert.ok(test.get.notCalled);
  });

  for (const { name, plain, output, args, misspelt, meant } of READ_FUNCTIONS) {
    it(`${name} refuses arguments that are not an object`, async () => {
      for (const [value, got] of [
        [undefined, "nothing"],
        [null, "null"],
        ["x", '"x"'],
      ] as const) {
        const message = new RegExp(`^${name}: the arguments must be an object such as .*, got ${got}$`);
        assert.match((await rejectionOf(plain(value))).message, message);
        assert.match(thrownBy(() => output(value)).message, message);
      }
    });

    it(`${name} refuses a misspelt argument, and names the nearest, also while another one is not known`, async () => {
      const message = new RegExp(
        `^${name}: the arguments must not have the key ".*": did you mean ${meant}\\?`,
      );
      assert.match((await rejectionOf(plain({ ...args, ...misspelt }))).message, message);
      for (const known of [{}, { pipelineName: unknownOutput() }])
        assert.match(thrownBy(() => output({ ...args, ...misspelt, ...known })).message, message);
    });

    it(`${name} refuses an option that it does not have`, async () => {
      const error = await rejectionOf(plain(args, { timeout: 5 }));
      assert.equal(
        error.message,
        `${name}: the options must not have the key "timeout"; Allowed: signal, provider, parent`,
      );
    });

    it(`${name} refuses an argument that resolves to undefined`, async () => {
      const result = output({ ...args, pipelineName: pulumi.output(undefined) });
      await assert.rejects((result as unknown as { promise: () => Promise<unknown> }).promise(), {
        message: new RegExp(`^${name}: pipelineName comes from an output that resolved to undefined: `),
      });
    });

    it(`${name} refuses a misspelt setting of the stack`, async () => {
      pulumi.runtime.setAllConfig({ ...TOKEN_CONFIG, "atlas-data-lake:retryTimeoutSecond": "1" });
      const message =
        /^the stack configuration must not have the key atlas-data-lake:retryTimeoutSecond: did you mean/;
      assert.match((await rejectionOf(plain(args))).message, message);
      assert.match(thrownBy(() => output(args)).message, message);
    });
  }

  it("getDataLakePipelineRuns and getLatestDataLakePipelineRun refuse a state in the wrong case", async () => {
    for (const [call, name] of [
      [atlas.getDataLakePipelineRuns, "getDataLakePipelineRuns"],
      [atlas.getLatestDataLakePipelineRun, "getLatestDataLakePipelineRun"],
    ] as const) {
      const { projectId, pipelineName } = REF;
      const error = await rejectionOf(call({ projectId, pipelineName, state: "pending" as "PENDING" }));
      assert.equal(error.message, `${name}: state must be spelt "PENDING", got "pending"`);
    }
  });
});
