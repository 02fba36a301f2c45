import assert from "node:assert/strict";
import { type ProgramInfo } from "@pulumi/pulumi/proto/language_pb";
import { runtimeOptions } from "../../../../tools/engine/language-host/runtime-options.js";

const read = (options: unknown): ReturnType<typeof runtimeOptions> =>
  runtimeOptions({ getOptions: () => ({ toJavaScript: () => options }) } as unknown as ProgramInfo);

describe("runtime options of a project", () => {
  it("have defaults", () => {
    assert.deepEqual(runtimeOptions(undefined), { typescript: true, nodeArguments: [] });
  });

  it("are read, with Node's arguments split at white space outside quotes", () => {
    const nodeargs = ` --require "./my file.js"  -e 'a "b"'\t--title="two words"'!'\n`;
    assert.deepEqual(read({ typescript: false, tsconfig: "other.json", packagemanager: "yarn", nodeargs }), {
      typescript: false,
      tsconfig: "other.json",
      nodeArguments: ["--require", "./my file.js", "-e", 'a "b"', "--title=two words!"],
    });
  });

  it("are refused where their type is wrong", () => {
    assert.throws(() => read({ typescript: "false" }), { message: "typescript option must be a boolean" });
    assert.throws(() => read({ tsconfig: true }), { message: "tsconfig option must be a string" });
    assert.throws(() => read({ nodeargs: ["--a"] }), { message: "nodeargs option must be a string" });
  });
});
