import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { inspect } from "node:util";
import * as atlas from "../../../provider/index.js";

const CAUSE = new Error("connect ECONNREFUSED");

interface Case {
  readonly error: atlas.AtlasError;
  readonly type: new (...args: never[]) => atlas.AtlasError;
  readonly code: atlas.AtlasErrorCode;
  /** Whatever else is an own, printed property. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

const CASES: Readonly<Record<string, Case>> = {
  AtlasError: {
    error: new atlas.AtlasError("GONE", "the message", { cause: CAUSE }),
    type: atlas.AtlasError,
    code: "GONE",
    fields: {},
    cause: CAUSE,
  },
  AtlasApiError: {
    error: new atlas.AtlasApiError("NOT_FOUND", "the message", { status: 404, errorCode: "NO_GROUP" }),
    type: atlas.AtlasApiError,
    code: "NOT_FOUND",
    fields: { status: 404, errorCode: "NO_GROUP" },
  },
  AtlasContentError: {
    error: new atlas.AtlasContentError("DECODE", "the message", { problems: ["p"], cause: CAUSE }),
    type: atlas.AtlasContentError,
    code: "DECODE",
    fields: { problems: ["p"] },
    cause: CAUSE,
  },
  AtlasNetworkError: {
    error: new atlas.AtlasNetworkError("TIMEOUT", "the message", { cause: CAUSE }),
    type: atlas.AtlasNetworkError,
    code: "TIMEOUT",
    fields: { retryable: true },
    cause: CAUSE,
  },
  ConfigurationError: {
    error: new atlas.ConfigurationError("NO_CREDENTIALS", "the message"),
    type: atlas.ConfigurationError,
    code: "NO_CREDENTIALS",
    fields: {},
  },
  InvalidArgumentError: {
    error: new atlas.InvalidArgumentError("the message"),
    type: atlas.InvalidArgumentError,
    code: "INVALID_ARGUMENT",
    fields: {},
  },
};

describe("the error classes", () => {
  for (const [name, { error, type, code, fields, cause }] of Object.entries(CASES)) {
    context(`when it is ${name}`, () => {
      it("has its name, code, message and fields, and no others", () => {
        assert.deepEqual(Object.assign({}, error), { name, code, ...fields });
        assert.equal(error.message, "the message");
      });

      it("is an Error, an AtlasError and one of its class", () => {
        assert.ok(error instanceof Error);
        assert.ok(error instanceof atlas.AtlasError);
        assert.ok(error instanceof type);
        assert.equal(type.name, name);
      });

      it(cause === undefined ? "has no cause" : "has its cause", () => {
        assert.equal("cause" in error, cause !== undefined);
        assert.equal(error.cause, cause);
      });

      it("has its name and message as its stack, without a frame", () => {
        assert.equal(error.stack, `${name}: the message`);
        assert.equal(String(error), `${name}: the message`);
        assert.equal(Object.keys(error).includes("stack"), false);
      });

      it("is one that Pulumi prints as one line, by a marker that no printed error shows", () => {
        assert.equal(pulumi.RunError.isInstance(error), true);
        assert.doesNotMatch(inspect(error), /__pulumiRunError/);
      });
    });
  }

  it("do not make a RunError of any other error", () => {
    assert.equal(pulumi.RunError.isInstance(new Error("x")), false);
  });
});

describe("an AtlasError", () => {
  it("has no cause when that is undefined, and keeps one that is falsy", () => {
    assert.equal("cause" in new atlas.AtlasError("GONE", "m", { cause: undefined }), false);
    assert.equal("cause" in new atlas.AtlasError("GONE", "m", {}), false);
    assert.equal(new atlas.AtlasError("GONE", "m", { cause: null }).cause, null);
  });

  it("says in its stack what its message is by then", () => {
    const error = new atlas.AtlasError("GONE", "before");
    error.message = "after";
    assert.equal(error.stack, "AtlasError: after");
  });
});
