import assert from "node:assert/strict";
import { type ProgramInfo } from "@pulumi/pulumi/proto/language_pb";
import {
  runtimeOptions,
  type RuntimeOptions,
} from "../../../../tools/engine/language-host/runtime-options.js";

const info = (options: unknown): ProgramInfo =>
  ({ getOptions: () => ({ toJavaScript: () => options }) }) as unknown as ProgramInfo;

const DEFAULTS: RuntimeOptions = { typescript: true, nodeArguments: [] };

describe("runtime options of a project", () => {
  it("are the defaults where there are none", () => {
    const none = { getOptions: () => undefined } as unknown as ProgramInfo;
    for (const absent of [undefined, none, info({})]) assert.deepEqual(runtimeOptions(absent), DEFAULTS);
  });

  const OPTIONS: readonly (readonly [object, Partial<RuntimeOptions>])[] = [
    [{ typescript: false }, { typescript: false }],
    [{ typescript: true, tsconfig: "other.json" }, { tsconfig: "other.json" }],
    [{ packagemanager: "yarn" }, {}],
    [{ nodeargs: "" }, {}],
    [{ nodeargs: " --a  --b=c\t-d\n" }, { nodeArguments: ["--a", "--b=c", "-d"] }],
    [
      { nodeargs: `--require "./my file.js" -e 'a "b"'` },
      { nodeArguments: ["--require", "./my file.js", "-e", 'a "b"'] },
    ],
    [{ nodeargs: `--title="two words"'!'` }, { nodeArguments: ["--title=two words!"] }],
    [{ nodeargs: `"it's"` }, { nodeArguments: ["it's"] }],
  ];
  for (const [options, expected] of OPTIONS) {
    it(`are read: ${JSON.stringify(options)}`, () => {
      assert.deepEqual(runtimeOptions(info(options)), { ...DEFAULTS, ...expected });
    });
  }

  const WRONG: readonly (readonly [object, string])[] = [
    [{ typescript: "false" }, "typescript option must be a boolean"],
    [{ typescript: null }, "typescript option must be a boolean"],
    [{ tsconfig: true }, "tsconfig option must be a string"],
    [{ nodeargs: ["--a"] }, "nodeargs option must be a string"],
  ];
  for (const [options, message] of WRONG) {
    it(`are refused: ${JSON.stringify(options)}`, () => {
      assert.throws(() => runtimeOptions(info(options)), { message });
    });
  }
});
