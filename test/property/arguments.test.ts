import assert from "node:assert/strict";
import * as fc from "fast-check";
import { getDataLakePipelineRuns, InvalidArgumentError } from "../../provider/index.js";
import { parseGate } from "../../provider/pulumi/arguments/run-arguments.js";
import { createProvider } from "../../provider/pulumi/host/provider.js";
import { parseStates } from "../../provider/run/states.js";
import { decodeRun } from "../../provider/atlas/codec/decode-run.js";
import { unexpectedState } from "../../provider/atlas/gate/expected-state.js";
import { toRunFields } from "../../provider/atlas/read/run-fields.js";
import { REF, WHAT } from "../helpers/responses.js";
import { forAllAsync, forAllSlow } from "./check.js";
import { assertClean, assertOneLine, outcomeOf, settledOutcome } from "./clean-error.js";
import { validRun } from "./run-text.js";
import { anyString, anyValue, pipelineName } from "./strings.js";

const state = fc.oneof(
  anyValue,
  fc.array(anyValue, { maxLength: 4 }),
  fc.array(fc.constantFrom("DONE", "FAILED"), { maxLength: 4 }),
  fc.integer({ min: 1, max: 5_000 }).map((length) => new Array<unknown>(length)),
  fc.integer({ min: 1, max: 5_000 }).map((length) => new Array<unknown>(length).fill("a b")),
);

const seconds = fc.oneof(
  fc.double(),
  fc.integer({ min: 1, max: 604_800 }),
  fc.constantFrom(undefined, null),
  anyValue,
);
const wait = fc.oneof(
  anyValue,
  fc.record({ timeoutSeconds: seconds, pollIntervalSeconds: seconds }, { requiredKeys: [] }),
);

describe("parseStates and parseGate for any value", () => {
  forAllSlow("return the states, or throw one clean error", state, (value) => {
    const outcome = outcomeOf("test: state ", () => parseStates("test: ", "state", value));
    if (outcome instanceof Error) {
      assert.ok(outcome instanceof InvalidArgumentError);
      return;
    }
    const states = outcome.value;
    if (states === undefined) {
      assert.ok(value === undefined || value === null);
      return;
    }
    const expected: readonly unknown[] = Array.isArray(value) ? value : [value];
    assert.deepEqual([...states], expected);
    assert.ok(states.length > 0);
    for (const one of states) {
      assertOneLine(one, 128);
    }
  });

  forAllSlow("return a gate, or throw one clean error", fc.record({ expectedState: state, wait }), (args) => {
    const outcome = outcomeOf("test: ", () => parseGate("test: ", args));
    if (outcome instanceof Error) {
      assert.ok(outcome instanceof InvalidArgumentError);
      return;
    }
    const { timeoutSeconds, pollIntervalSeconds } = outcome.value.wait ?? {
      timeoutSeconds: 1,
      pollIntervalSeconds: 1,
    };
    for (const number of [timeoutSeconds, pollIntervalSeconds]) {
      assert.ok(number >= 1 && number <= 604_800, String(number));
    }
  });
});

describe("unexpectedState for any run", () => {
  forAllSlow("makes one clean error", validRun(REF), (body) => {
    const decoded = decodeRun(JSON.parse(body));
    assert.ok(decoded.ok);
    const error: unknown = unexpectedState(toRunFields(REF, decoded.value), ["DONE"]);
    assertClean(error, WHAT);
    assertOneLine(error.message, 400);
  });
});

describe("getDataLakePipelineRuns for any value of createdBefore", () => {
  const refused = fc.oneof(anyValue, anyString).filter((value) => value !== undefined && value !== null);

  forAllAsync("rejects an invalid value before it reads", refused, async (value) => {
    const { projectId, pipelineName } = REF;
    const args = { projectId, pipelineName, createdBefore: value as string };
    const outcome = await settledOutcome("createdBefore must be ", getDataLakePipelineRuns(args));
    assert.ok(outcome instanceof InvalidArgumentError);
  });
});

describe("the provider's read for any id", () => {
  const provider = createProvider();

  forAllSlow(
    "rejects an id that is not that of the arguments",
    fc.tuple(anyString, pipelineName),
    async ([id, name]) => {
      const reading = Promise.resolve(provider.read?.(id, { ...REF, pipelineName: name }));
      const error: unknown = await reading.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof Error);
      assertOneLine(error.message, 1_500);
    },
  );
});
