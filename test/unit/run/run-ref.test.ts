import assert from "node:assert/strict";
import {
  RUN_ARGUMENTS,
  checkHexId,
  checkPipelineName,
  checkRunRef,
  describeRun,
  parseRunId,
  runId,
  type RunRef,
} from "../../../provider/run/run-ref.js";

const PROJECT = "32b6e34b3d91647abb20e7b8";
const RUN = "0123456789abcdef01234567";
const refOf = (pipelineName: string): RunRef => ({
  projectId: PROJECT,
  pipelineName,
  pipelineRunId: RUN,
});

const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";
const NAME = '1 to 64 characters without /, \\, space, " or $, and not "." or ".."';
const RULES = { projectId: HEX, pipelineName: NAME, pipelineRunId: HEX };

const refuses = (call: () => unknown, message: string): void => {
  assert.throws(call, { name: "InvalidArgumentError", message: `${message} [INVALID_ARGUMENT]` });
};

describe("the arguments that name a run", () => {
  const KINDS: readonly (readonly [unknown, string])[] = [
    [undefined, "nothing"],
    [null, "null"],
    [42, "number 42"],
    [{ value: "nightly" }, "an object"],
  ];
  const IDS = {
    good: [PROJECT, RUN, "0".repeat(24), "f".repeat(24)],
    bad: [
      ...["", RUN.slice(1), `${RUN}0`, RUN.toUpperCase(), `g${RUN.slice(1)}`, ` ${RUN.slice(1)}`],
      ...[`${RUN}\n`, `\n${RUN}`, "\uff10".repeat(24)],
    ],
  };
  const NAMES = {
    good: [
      ...["n", "nightly", "x".repeat(64), "😀".repeat(64), "...", ".a", "a."],
      ...["näm?e#%2e;a=b&c+d'<>|*", "a\tb", "\u00a0", "日本"],
    ],
    bad: [
      ...["", "x".repeat(65), "a/b", "a\\b", "a b", 'a"b', "a$b", "/", "\\", " ", '"', "$", ".", ".."],
      // Halves of surrogate pairs, which a path cannot hold.
      ...["a\ud83d", "\ude00a"],
      // The engine takes it for an unknown value.
      "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    ],
  };
  for (const [check, allowed, { good, bad }] of [
    [checkHexId, HEX, IDS],
    [checkPipelineName, NAME, NAMES],
  ] as const) {
    for (const value of good) {
      it(`${check.name} accepts ${JSON.stringify(value)}`, () => {
        assert.equal(check("x", value), value);
      });
    }

    for (const [value, got] of [...bad.map((text) => [text, JSON.stringify(text)] as const), ...KINDS]) {
      it(`${check.name} refuses ${got}`, () => {
        refuses(() => check("run: x", value), `run: x must be ${allowed}, got ${got}`);
      });
    }
  }

  it("counts characters, not halves of surrogate pairs, and shows 80 at most", () => {
    for (const [name, got] of [
      ["😀".repeat(65), `"${"😀".repeat(40)}…"`],
      ["x".repeat(81), `"${"x".repeat(80)}…"`],
    ] as const)
      refuses(() => checkPipelineName("x", name), `x must be ${NAME}, got ${got}`);
  });
});

describe("checkRunRef", () => {
  const ref = refOf("nightly");

  it("returns the three arguments, and nothing else", () => {
    assert.deepEqual(RUN_ARGUMENTS, ["projectId", "pipelineName", "pipelineRunId"]);
    const more = { ...ref, expectedState: "DONE" };
    assert.deepEqual(checkRunRef("", more), ref);
  });

  it("refuses a missing or wrong argument, the first in the order of the path", () => {
    for (const name of RUN_ARGUMENTS) {
      const { [name]: _, ...others } = ref;
      const message = (got: string): string => `run: ${name} must be ${RULES[name]}, got ${got}`;
      refuses(() => checkRunRef("run: ", others), message("nothing"));
      refuses(() => checkRunRef("run: ", { ...ref, [name]: "a/b" }), message('"a/b"'));
    }
    refuses(() => checkRunRef("", {}), `projectId must be ${HEX}, got nothing`);
  });
});

describe("parseRunId", () => {
  for (const name of ["nightly", "...", "a?b#c%2fd", "😀".repeat(64)]) {
    it(`parses the id that runId makes, with the pipeline ${name}`, () => {
      assert.equal(runId(refOf(name)), `${PROJECT}/${name}/${RUN}`);
      assert.deepEqual(parseRunId("", runId(refOf(name))), refOf(name));
    });
  }

  const form = "the id of a DataLakePipelineRun must be projectId/pipelineName/pipelineRunId";
  const long = `${PROJECT}/${"x".repeat(200)}/${RUN}`;
  const BAD: readonly (readonly [string, string])[] = [
    ...["", "x", PROJECT, `${PROJECT}/nightly`, `${PROJECT}/a/${RUN}/b`, `${PROJECT}/a/${RUN}/`].map(
      (id) => [id, `${form}, got "${id}"`] as const,
    ),
    ["x".repeat(160), `${form}, got "${"x".repeat(160)}"`],
    ["x".repeat(161), `${form}, got "${"x".repeat(160)}…"`],
    [`p/nightly/${RUN}`, `id "p/nightly/${RUN}": projectId must be ${HEX}, got "p"`],
    [`${PROJECT}//${RUN}`, `id "${PROJECT}//${RUN}": pipelineName must be ${NAME}, got ""`],
    [`${PROJECT}/../${RUN}`, `id "${PROJECT}/../${RUN}": pipelineName must be ${NAME}, got ".."`],
    [`${PROJECT}/nightly/`, `id "${PROJECT}/nightly/": pipelineRunId must be ${HEX}, got ""`],
    [long, `id "${long.slice(0, 160)}…": pipelineName must be ${NAME}, got "${"x".repeat(80)}…"`],
  ];
  for (const [id, message] of BAD) {
    it(`refuses ${JSON.stringify(id)}`, () => {
      refuses(() => parseRunId("run: ", id), `run: ${message}`);
    });
  }
});

describe("describeRun", () => {
  it("names pipeline, run and project on one line", () => {
    assert.equal(describeRun(refOf("nightly")), `run nightly/${RUN} in project ${PROJECT}`);
    assert.equal(describeRun(refOf("a\nb\u2028c")), `run "a\\nb c"/${RUN} in project ${PROJECT}`);
  });
});
