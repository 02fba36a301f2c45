import assert from "node:assert/strict";
import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import * as atlas from "../../../provider/index.js";

const CAUSE = new Error("connect ECONNREFUSED");
const API_FIELDS = {
  status: 400,
  errorCode: "VALIDATION_ERROR",
  detail: "D",
  reason: "R",
  parameters: ["AWS", {}],
};

/** Each class, its own enumerable fields besides the name, and its cause. */
const CASES: readonly (readonly [error: atlas.AtlasError, fields: object, cause?: unknown])[] = [
  [new atlas.AtlasError("GONE", "m", { cause: CAUSE }), { code: "GONE" }, CAUSE],
  [new atlas.AtlasApiError("NOT_FOUND", "m", API_FIELDS), { code: "NOT_FOUND", ...API_FIELDS }],
  [new atlas.AtlasApiError("GONE", "m", { status: 410 }), { code: "GONE", status: 410 }],
  [
    new atlas.AtlasContentError("DECODE", "m", { status: 200, problems: ["p"], cause: CAUSE }),
    { code: "DECODE", status: 200, problems: ["p"] },
    CAUSE,
  ],
  [new atlas.AtlasContentError("UNEXPECTED_CONTENT", "m", {}), { code: "UNEXPECTED_CONTENT", problems: [] }],
  [new atlas.AtlasNetworkError("NETWORK", "m"), { code: "NETWORK", retryable: true }],
  [
    new atlas.AtlasNetworkError("TIMEOUT", "m", { cause: CAUSE, retryable: false }),
    { code: "TIMEOUT", retryable: false },
    CAUSE,
  ],
  [new atlas.ConfigurationError("NO_CREDENTIALS", "m"), { code: "NO_CREDENTIALS" }],
  [new atlas.InvalidArgumentError("m"), { code: "INVALID_ARGUMENT" }],
];

describe("the error classes", () => {
  for (const [error, fields, cause] of CASES) {
    const { name, code } = error;
    it(`${name} has its code, its fields, its cause and no frames: ${JSON.stringify(fields)}`, () => {
      assert.ok(error instanceof atlas[name as "AtlasError"] && error instanceof atlas.AtlasError);
      assert.deepEqual(Object.assign({}, error), { name, ...fields });
      assert.deepEqual(["cause" in error, error.cause], [cause !== undefined, cause]);
      assert.deepEqual(
        [error.message, error.stack, String(error)],
        [`m [${code}]`, `${name}: m [${code}]`, `${name}: m [${code}]`],
      );
      // Pulumi prints such an error as one line. No printed error shows the marker.
      assert.ok(pulumi.RunError.isInstance(error) && !inspect(error).includes("__pulumiRunError"));
    });
  }

  it("AtlasError keeps a cause that is falsy, but not undefined", () => {
    assert.equal("cause" in new atlas.AtlasError("GONE", "m", { cause: undefined }), false);
    assert.equal(new atlas.AtlasError("GONE", "m", { cause: null }).cause, null);
  });

  it("AtlasError has its present message in its stack", () => {
    const error = new atlas.AtlasError("GONE", "before");
    error.message = "after";
    assert.equal(error.stack, "AtlasError: after");
  });
});
