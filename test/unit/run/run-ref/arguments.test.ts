import assert from "node:assert/strict";
import { RUN_ARGUMENTS, checkArgument, checkRunRef } from "../../../../provider/run/run-ref.js";

const ID = "32b6e34b3d91647abb20e7b8";
const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";
const NAME = '1 to 64 characters without /, \\, space, " or $, and not "." or ".."';

const KINDS: readonly (readonly [unknown, string])[] = [
  [undefined, "nothing"],
  [null, "null"],
  [42, "number 42"],
  [true, "boolean true"],
  [["nightly"], "an array"],
  [{ value: "nightly" }, "an object"],
  [() => "nightly", "a function"],
];

const refused = (name: (typeof RUN_ARGUMENTS)[number], value: unknown, message: string): void => {
  const expected = { name: "InvalidArgumentError", code: "INVALID_ARGUMENT", message };
  assert.throws(() => checkArgument("", name, value), expected);
};

describe("the arguments that name a run", () => {
  it("are those of the path, in its order", () => {
    assert.deepEqual(RUN_ARGUMENTS, ["projectId", "pipelineName", "pipelineRunId"]);
  });

  for (const name of ["projectId", "pipelineRunId"] as const) {
    context(`when it is ${name}`, () => {
      it("may be any 24 lower-case hexadecimal digits", () => {
        for (const id of [ID, "0".repeat(24), "f".repeat(24), "0123456789abcdef01234567"]) {
          assert.equal(checkArgument("", name, id), id);
        }
      });

      for (const id of [
        "",
        ID.slice(1),
        `${ID}0`,
        ID.toUpperCase(),
        `g${ID.slice(1)}`,
        ` ${ID.slice(1)}`,
        `${ID}\n`,
        `\n${ID}`,
        "\uff10".repeat(24),
      ]) {
        it(`is refused when it is ${JSON.stringify(id)}`, () => {
          refused(name, id, `${name} must be ${HEX}, got ${JSON.stringify(id)}`);
        });
      }

      for (const [value, got] of KINDS) {
        it(`is refused when it is ${got}`, () => {
          refused(name, value, `${name} must be ${HEX}, got ${got}`);
        });
      }
    });
  }

  context("when it is pipelineName", () => {
    for (const name of [
      "n",
      "nightly",
      "x".repeat(64),
      "😀".repeat(64),
      "...",
      ".a",
      "a.",
      "näm?e#%2e;a=b&c+d'<>|*",
      "a\tb",
      "\u00a0",
      "日本",
    ]) {
      it(`may be ${JSON.stringify(name)}`, () => {
        assert.equal(checkArgument("", "pipelineName", name), name);
      });
    }

    for (const name of ["", "x".repeat(65), "a/b", "a\\b", "a b", 'a"b', "a$b", "/", "\\", " ", '"', "$"]) {
      it(`is refused when it is ${JSON.stringify(name)}`, () => {
        refused("pipelineName", name, `pipelineName must be ${NAME}, got ${JSON.stringify(name)}`);
      });
    }

    for (const name of [".", ".."]) {
      it(`is refused when it is ${name}, which a path would not keep`, () => {
        refused("pipelineName", name, `pipelineName must be ${NAME}, got "${name}"`);
      });
    }

    it("is refused when it has half of a surrogate pair", () => {
      refused("pipelineName", "a\ud83d", `pipelineName must be ${NAME}, got "a\\ud83d"`);
      refused("pipelineName", "\ude00a", `pipelineName must be ${NAME}, got "\\ude00a"`);
    });

    it("counts characters, not the halves of surrogate pairs", () => {
      const got = `"${"😀".repeat(40)}…"`;
      refused("pipelineName", "😀".repeat(65), `pipelineName must be ${NAME}, got ${got}`);
    });

    it("is shown with 80 characters at most", () => {
      refused("pipelineName", "x".repeat(81), `pipelineName must be ${NAME}, got "${"x".repeat(80)}…"`);
    });

    for (const [value, got] of KINDS) {
      it(`is refused when it is ${got}`, () => {
        refused("pipelineName", value, `pipelineName must be ${NAME}, got ${got}`);
      });
    }
  });

  it("have the name of the caller in the message", () => {
    const message = `getDataLakePipelineRun: projectId must be ${HEX}, got nothing`;
    assert.throws(() => checkArgument("getDataLakePipelineRun: ", "projectId", undefined), { message });
  });
});

describe("all arguments of a run", () => {
  const args = { projectId: ID, pipelineName: "nightly", pipelineRunId: ID };

  it("are a new object with the three and nothing else", () => {
    const more = { ...args, expectedState: "DONE" };
    assert.deepEqual(checkRunRef("", more), args);
  });

  for (const name of RUN_ARGUMENTS) {
    it(`are refused when ${name} is missing or wrong`, () => {
      const allowed = name === "pipelineName" ? NAME : HEX;
      const { [name]: _, ...others } = args;
      const message = (got: string): string => `run: ${name} must be ${allowed}, got ${got}`;
      assert.throws(() => checkRunRef("run: ", others), { message: message("nothing") });
      assert.throws(() => checkRunRef("run: ", { ...args, [name]: "a/b" }), { message: message('"a/b"') });
    });
  }

  it("are refused for the first in the order of the path", () => {
    assert.throws(() => checkRunRef("", {}), { message: `projectId must be ${HEX}, got nothing` });
  });
});
