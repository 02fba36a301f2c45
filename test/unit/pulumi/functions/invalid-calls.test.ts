import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { rejectionOf, thrownBy, saidBy } from "../../../helpers/responses.js";
import { unknownOutput } from "../../../helpers/mocks.js";
import { READ_FUNCTIONS, TOKEN_CONFIG, useFunctions } from "../../../helpers/functions.js";

/** The same object with keys that are not enumerable. */
function hidden(values: object): object {
  const properties: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(values);
  for (const property of Object.values(properties)) property.enumerable = false;
  return Object.create(Object.prototype, properties) as object;
}

describe("arguments and options of the functions", () => {
  const test = useFunctions();

  afterEach(() => {
    assert.ok(test.get.notCalled);
  });

  for (const { name, plain, output, args, misspelt, meant } of READ_FUNCTIONS) {
    it(`${name} refuses arguments that are not an object`, async () => {
      for (const [value, got] of [
        [undefined, "nothing"],
        ["x", '"x"'],
      ] as const) {
        const message = new RegExp(`^${name}: the arguments must be an object such as .*, got ${got} \\[INV`);
        assert.match((await rejectionOf(plain(value))).message, message);
        assert.match(thrownBy(() => output(value)).message, message);
      }
    });

    it(`${name} refuses a misspelt argument, and names the nearest, also while another one is not known`, async () => {
      const message = new RegExp(
        `^${name}: the arguments must not have the key ".*": did you mean ${meant}\\?`,
      );
      const all = { ...args, ...misspelt };
      for (const given of [all, Object.create(all), hidden(all)])
        assert.match((await rejectionOf(plain(given))).message, message);
      const unknown = { ...all, pipelineName: unknownOutput() };
      for (const given of [all, unknown, Object.create(unknown), hidden(unknown)])
        assert.match(thrownBy(() => output(given)).message, message);
    });

    it(`${name} refuses an option that it does not have`, async () => {
      const message = `${name}: the options must not have the key "timeout"; Allowed: signal, provider, parent`;
      for (const options of [{ timeout: 5 }, Object.create({ timeout: 5 }), hidden({ timeout: 5 })]) {
        assert.equal(saidBy(await rejectionOf(plain(args, options))), message);
        assert.equal(saidBy(thrownBy(() => output(args, options))), `${message}, dependsOn`);
      }
      assert.equal(
        saidBy(await rejectionOf(plain(args, { dependsOn: [] }))),
        `${name}: the option dependsOn is one of the Output form, whose result can wait: leave it out`,
      );
    });

    it(`${name} refuses an output and a promise as an argument, and names the Output form`, async () => {
      for (const value of [pulumi.output("nightly"), Promise.resolve("nightly")]) {
        const kind = value instanceof Promise ? "a promise" : "an output";
        const message = `${name}: pipelineName must not be ${kind}: use ${name}Output, which takes it`;
        assert.equal(saidBy(await rejectionOf(plain({ ...args, pipelineName: value }))), message);
      }
    });

    it(`${name} refuses an argument that resolves to undefined`, async () => {
      const none = { ...args, pipelineName: pulumi.output(undefined) };
      for (const result of [output(none), output(Object.create(none))])
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
    for (const { name, plain, args } of READ_FUNCTIONS.slice(1)) {
      const error = await rejectionOf(plain({ ...args, state: "pending" }));
      assert.equal(saidBy(error), `${name}: state must be spelt "PENDING", got "pending"`);
    }
  });
});
