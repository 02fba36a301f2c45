import assert from "node:assert/strict";
import { InvalidArgumentError } from "../../../../provider/index.js";
import { checkOptions } from "../../../../provider/pulumi/resource/check-options.js";
import { component, ForeignProvider, useMocks } from "../../../helpers/mocks.js";

class OfClass {
  get urn(): string {
    return "x";
  }
}

describe("checkOptions", () => {
  useMocks(true);

  const argument = (key: string): string =>
    `"${key}" is an argument, not an option: ` +
    "use new DataLakePipelineRun(name, { projectId, pipelineName, pipelineRunId, expectedState }, opts)";
  const URN = "the option urn takes the outputs from the state without reading the run: leave it out";
  const REFUSED: readonly (readonly [opts: () => object, message: string])[] = [
    [() => ({ urn: "urn:pulumi:s::p::t::n" }), URN],
    [() => new OfClass(), URN],
    [() => ({ import: "x" }), "the option import has no effect: a run is read, never created: leave it out"],
    [() => Promise.resolve({}), "the options must be an object, got a promise"],
    [() => ({ wait: {} }), argument("wait")],
    [() => Object.defineProperty({}, "wait", { value: {} }), argument("wait")],
    [() => Object.create({ expectedstate: "DONE" }) as object, argument("expectedstate")],
    [() => ({ pipelineid: "x", pipelinename: "x" }), argument("pipelinename")],
    [() => ({ expectState: "DONE" }), argument("expectState")],
    [() => ({ waits: {} }), argument("waits")],
    [() => ({ providr: 1 }), 'the option "providr" is misspelt: did you mean provider?'],
    [() => ({ dependson: [] }), 'the option "dependson" is misspelt: did you mean dependsOn?'],
    [
      () => ({ provider: new ForeignProvider() }),
      "the option provider must be one of this package, got one of the package mongodbatlas: make it with new " +
        "Provider(name, args), or leave it out for the credentials of the stack configuration or the environment",
    ],
  ];
  for (const [opts, message] of REFUSED) {
    it(`refuses ${message}`, () => {
      const error = new InvalidArgumentError(`run: ${message}`);
      assert.throws(() => checkOptions("run: ", opts()), error);
    });
  }

  it("accepts Pulumi's options, one of the refused ones as undefined, and a parent for resources of another package", () => {
    const opts = { protect: true, parent: component({ providers: [new ForeignProvider()] }) };
    assert.deepEqual(checkOptions("", { ...opts, urn: undefined }), opts);
  });
});
