import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import {
  ConfigurationError,
  DataLakePipelineRun,
  InvalidArgumentError,
  type AtlasError,
} from "../../../../provider/index.js";
import { ID, REF, thrownBy } from "../../../helpers/responses.js";
import { setStackConfig } from "../../../helpers/functions.js";
import { useMocks, unknownOutput } from "../../../helpers/mocks.js";

// Without their types: what JavaScript lets a program pass.
const Run = DataLakePipelineRun as unknown as new (...args: unknown[]) => DataLakePipelineRun;
const { get } = DataLakePipelineRun as unknown as { get: (...args: unknown[]) => DataLakePipelineRun };

class Foreign extends pulumi.ProviderResource {
  constructor(name: string) {
    super("mongodbatlas", name);
  }
}
class Component extends pulumi.ComponentResource {
  constructor(opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Component", "component", {}, opts);
  }
}

const ALLOWED = "Allowed: projectId, pipelineName, pipelineRunId, expectedState, wait";

describe("DataLakePipelineRun", () => {
  const mocks = useMocks(true);

  /** Fails unless the constructor throws at once, and nothing is registered. */
  async function refusal(make: () => unknown): Promise<AtlasError> {
    const error = thrownBy(make);
    await setImmediate();
    assert.deepEqual(
      mocks.resources.filter(({ name }) => name === "nightly"),
      [],
    );
    return error;
  }

  const SUCH = "{ projectId, pipelineName, pipelineRunId, expectedState, wait }";
  const CASES: readonly (readonly [string, () => unknown, string])[] = [
    [
      "no arguments",
      () => new Run("nightly"),
      `the arguments must be an object such as ${SUCH}, got nothing`,
    ],
    [
      "null as arguments",
      () => new Run("nightly", null),
      `the arguments must be an object such as ${SUCH}, got null`,
    ],
    [
      "text as arguments",
      () => new Run("nightly", "x"),
      `the arguments must be an object such as ${SUCH}, got "x"`,
    ],
    [
      "an output as arguments",
      () => new Run("nightly", pulumi.output(REF)),
      `the arguments must be an object such as ${SUCH}, got an output`,
    ],
    [
      "a misspelt argument",
      () => new Run("nightly", { ...REF, expectState: "DONE" }),
      `the arguments must not have the key "expectState": did you mean expectedState? ${ALLOWED}`,
    ],
    [
      "a misspelt argument beside one that is not known yet",
      () => new Run("nightly", { ...REF, pipelineRunId: unknownOutput(), expectState: "DONE" }),
      `the arguments must not have the key "expectState": did you mean expectedState? ${ALLOWED}`,
    ],
    [
      "a misspelt key of wait",
      () => new Run("nightly", { ...REF, wait: { timeoutSecond: 5 } }),
      'wait must not have the key "timeoutSecond": did you mean timeoutSeconds? ' +
        "Allowed: timeoutSeconds, pollIntervalSeconds",
    ],
    [
      "a state in the wrong case",
      () => new Run("nightly", { ...REF, expectedState: "done" }),
      'expectedState must be spelt "DONE", got "done"',
    ],
    [
      "null as the expected state",
      () => new Run("nightly", { ...REF, expectedState: null }),
      'expectedState must be a state such as "DONE", or a list of one state or more, got null',
    ],
    [
      "an invalid argument",
      () => new Run("nightly", { ...REF, projectId: "xyz" }),
      'projectId must be 24 lower-case hexadecimal digits (0-9, a-f), got "xyz"',
    ],
    [
      "an invalid argument beside one that is not known yet",
      () => new Run("nightly", { ...REF, projectId: unknownOutput(), pipelineRunId: "xyz" }),
      'pipelineRunId must be 24 lower-case hexadecimal digits (0-9, a-f), got "xyz"',
    ],
    [
      "an invalid time of wait",
      () => new Run("nightly", { ...REF, wait: { timeoutSeconds: 0 } }),
      "wait.timeoutSeconds must be a number of seconds from 1 to 604800, got number 0",
    ],
    [
      "the option id with arguments",
      () => new Run("nightly", REF, { id: "x" }),
      "the option id must not be given with arguments: use DataLakePipelineRun.get(name, id) to read by id",
    ],
    [
      "the option urn",
      () => new Run("nightly", REF, { urn: "urn:pulumi:s::p::t::n" }),
      "the option urn takes the outputs from the state without reading the run: leave it out",
    ],
    [
      "the option import",
      () => new Run("nightly", REF, { import: ID }),
      "the option import has no effect: a run is read, never created: leave it out",
    ],
    [
      "an argument among the options",
      () => new Run("nightly", REF, { expectedState: "DONE" }),
      '"expectedState" is an argument, not an option: ' +
        "use new DataLakePipelineRun(name, { projectId, pipelineName, pipelineRunId, expectedState }, opts)",
    ],
    [
      "an argument among the options of get",
      () => get("nightly", ID, { wait: {} }),
      '"wait" is an argument, not an option: ' +
        "use new DataLakePipelineRun(name, { projectId, pipelineName, pipelineRunId, expectedState }, opts)",
    ],
    ...[undefined, null, 7].map((id): readonly [string, () => unknown, string] => [
      `the id ${String(id)}`,
      () => get("nightly", id),
      `the id must be projectId/pipelineName/pipelineRunId, got ${
        id === undefined ? "nothing" : id === null ? "null" : "number 7"
      }`,
    ]),
    [
      "an empty id",
      () => get("nightly", ""),
      'the id of a DataLakePipelineRun must be projectId/pipelineName/pipelineRunId, got ""',
    ],
    [
      "an id out of form",
      () => get("nightly", "x/nightly/y"),
      'id "x/nightly/y": projectId must be 24 lower-case hexadecimal digits (0-9, a-f), got "x"',
    ],
    [
      "a provider that is not one",
      () => new Run("nightly", REF, { provider: {} }),
      "the option provider must be one of the package pulumi-nodejs, got an object: leave it out, " +
        "credentials come from the stack configuration or the environment",
    ],
    [
      "a provider of another package",
      () => new Run("nightly", REF, { provider: new Foreign("foreign") }),
      "the option provider must be one of the package pulumi-nodejs, got mongodbatlas: leave it out, " +
        "credentials come from the stack configuration or the environment",
    ],
    [
      "a provider of another package for get",
      () => get("nightly", ID, { provider: new Foreign("foreign") }),
      "the option provider must be one of the package pulumi-nodejs, got mongodbatlas: leave it out, " +
        "credentials come from the stack configuration or the environment",
    ],
    [
      "a parent that passes a foreign provider on",
      () =>
        new Run("nightly", REF, {
          parent: new Component({ providers: { "pulumi-nodejs": new Foreign("foreign") } }),
        }),
      "the provider that the parent passes on must be one of the package pulumi-nodejs, got mongodbatlas: leave it " +
        "out, credentials come from the stack configuration or the environment",
    ],
  ];
  for (const [name, make, message] of CASES) {
    it(`refuses ${name}, and registers nothing`, async () => {
      const error = await refusal(make);
      assert.ok(error instanceof InvalidArgumentError);
      assert.equal(error.message, `DataLakePipelineRun "nightly": ${message}`);
    });
  }

  it("refuses a misspelt setting of the stack configuration", async () => {
    const restore = setStackConfig({ "atlas-data-lake:maxConcurrentRequest": "1" });
    try {
      const error = await refusal(() => new DataLakePipelineRun("nightly", REF));
      assert.ok(error instanceof ConfigurationError);
      assert.match(error.message, /did you mean maxConcurrentReads\?/);
    } finally {
      restore();
    }
  });

  it("accepts a parent with a provider for resources of another package", async () => {
    new DataLakePipelineRun("nightly", REF, {
      parent: new Component({ providers: [new Foreign("foreign")] }),
    });
    await setImmediate();
    await setImmediate();
    assert.equal(mocks.resources.filter(({ name }) => name === "nightly").length, 1);
  });
});

describe("the id of a DataLakePipelineRun", () => {
  useMocks(false);

  const RESOLVED: readonly (readonly [string, object, RegExp])[] = [
    [
      "undefined",
      { pipelineName: pulumi.output(undefined) },
      /pipelineName comes from an output that resolved to undefined/,
    ],
    [
      "null",
      { pipelineRunId: Promise.resolve(null) },
      /pipelineRunId comes from an output that resolved to null/,
    ],
    ["another type", { projectId: pulumi.output(7) }, /projectId must be 24 lower-case .*, got number 7/],
    [
      "undefined as the expected state",
      { expectedState: pulumi.output(undefined) },
      /expectedState comes from an output that resolved to undefined/,
    ],
    [
      "a misspelt key of wait",
      { wait: pulumi.output({ timeoutSecond: 5 }) },
      /did you mean timeoutSeconds\?/,
    ],
    ["a state in the wrong case", { expectedState: pulumi.output("done") }, /must be spelt "DONE"/],
  ];
  for (const [name, args, message] of RESOLVED) {
    it(`rejects when an argument resolves to ${name}`, async () => {
      let id: unknown;
      // Takes the id out, so that its rejection is caught here.
      const transformation: pulumi.ResourceTransformation = ({ props, opts }) => {
        id = (opts as pulumi.CustomResourceOptions).id;
        return { props, opts: { ...opts, id: ID } };
      };
      new Run("nightly", { ...REF, ...args }, { transformations: [transformation] });
      await assert.rejects((id as { promise: () => Promise<string> }).promise(), message);
    });
  }
});
