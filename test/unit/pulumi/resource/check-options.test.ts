import assert from "node:assert/strict";
import { InvalidArgumentError } from "../../../../provider/index.js";
import { checkOptions } from "../../../../provider/pulumi/resource/check-options.js";
import { component, ForeignProvider, useMocks } from "../../../helpers/mocks.js";

describe("checkOptions", () => {
  useMocks(true);

  const argument = (key: string): string =>
    `"${key}" is an argument, not an option: ` +
    "use new DataLakePipelineRun(name, { projectId, pipelineName, pipelineRunId, expectedState }, opts)";
  const REFUSED: readonly (readonly [what: string, opts: () => object, message: string])[] = [
    [
      "urn",
      () => ({ urn: "urn:pulumi:s::p::t::n" }),
      "the option urn takes the outputs from the state without reading the run: leave it out",
    ],
    [
      "import",
      () => ({ import: "x" }),
      "the option import has no effect: a run is read, never created: leave it out",
    ],
    [
      "an option that a class has",
      () =>
        new (class {
          get urn(): string {
            return "x";
          }
        })(),
      "the option urn takes the outputs from the state without reading the run: leave it out",
    ],
    [
      "an argument that is inherited",
      () => Object.create({ expectedstate: "DONE" }) as object,
      argument("expectedstate"),
    ],
    [
      "an argument that is not enumerable",
      () => Object.defineProperty({}, "wait", { value: {} }),
      argument("wait"),
    ],
    ["options that are a promise", () => Promise.resolve({}), "the options must be an object, got a promise"],
    ["an argument", () => ({ wait: {} }), argument("wait")],
    ["an argument in another case", () => ({ pipelineid: "x", pipelinename: "x" }), argument("pipelinename")],
    ["what is nearly an argument", () => ({ expectState: "DONE" }), argument("expectState")],
    ["an argument with a letter too many", () => ({ waits: {} }), argument("waits")],
    ["a misspelt option", () => ({ providr: 1 }), 'the option "providr" is misspelt: did you mean provider?'],
    [
      "an option in another case",
      () => ({ dependson: [] }),
      'the option "dependson" is misspelt: did you mean dependsOn?',
    ],
    [
      "a provider of another package",
      () => ({ provider: new ForeignProvider() }),
      "the option provider must be one of this package, got one of the package mongodbatlas: make it with new " +
        "Provider(name, args), or leave it out for the credentials of the stack configuration or the environment",
    ],
  ];
  for (const [what, opts, message] of REFUSED) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => {
          checkOptions("run: ", opts());
        },
        new InvalidArgumentError(`run: ${message}`),
      );
    });
  }

  it("accepts Pulumi's options, one of the refused ones as undefined, and a parent for resources of another package", () => {
    const opts = { protect: true, parent: component({ providers: [new ForeignProvider()] }) };
    assert.deepEqual(checkOptions("", { ...opts, urn: undefined }), opts);
  });
});
