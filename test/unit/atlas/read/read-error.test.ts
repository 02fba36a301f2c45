import assert from "node:assert/strict";
import {
  AtlasContentError,
  type AtlasError,
  AtlasNetworkError,
  changeMessage,
  ConfigurationError,
} from "../../../../provider/errors/index.js";
import { TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { networkError } from "../../../../provider/atlas/read/read-error.js";
import { settingName } from "../../../../provider/config/resolve-config.js";
import { CLIENT, facts, saidBy } from "../../../helpers/responses.js";

const CAUSE = new Error("connect ECONNREFUSED");
const ACCESS = "Check network access to Atlas (proxy, firewall)";

const errorOf = (cause: unknown, attempts = 1, client: typeof CLIENT = CLIENT): AtlasError => {
  const label = ["the ", "RUN", " (page 1)"] as const;
  return networkError({ label, notFoundAdvice: "", client, attempts, elapsedSeconds: 4.56 }, cause);
};

describe("networkError", () => {
  const KINDS = [
    [
      "network",
      true,
      "NETWORK",
      true,
      "Check mongodbatlas:baseUrl and network access to Atlas (DNS, proxy in HTTPS_PROXY, firewall)",
    ],
    ["network", false, "NETWORK", false, "Mend it"],
    [
      "no-local-server",
      false,
      "NETWORK",
      false,
      "Start the local Atlas at that address, or check mongodbatlas:baseUrl",
    ],
    ["timeout", true, "TIMEOUT", true, `The limit is atlas-data-lake:requestTimeoutSeconds. ${ACCESS}`],
    ["deadline", false, "TIMEOUT", true, `The limit is atlas-data-lake:retryTimeoutSeconds. ${ACCESS}`],
    ["held", false, "TIMEOUT", true, "Raise atlas-data-lake:retryTimeoutSeconds, or retry later"],
  ] as const;
  for (const [kind, isTransient, code, retryable, advice] of KINDS) {
    it(`names server, reason, subject and advice: ${kind}, ${isTransient ? "transient" : "final"}`, () => {
      const own = advice === "Mend it" ? { advice } : {};
      const error = errorOf(new TransportError(kind, "it broke", isTransient, { cause: CAUSE, ...own }), 3);
      const message = `no response from https://cloud.mongodb.com after 3 attempts in 4.6 s: it broke, reading the RUN (page 1). ${advice}`;
      assert.ok(error instanceof AtlasNetworkError && error.cause === CAUSE);
      assert.deepEqual(facts(error), { name: "AtlasNetworkError", code, retryable, message });
      const short = saidBy(changeMessage(error, () => ({ asFor: "A" })));
      assert.equal(short, message.replace(/ \(page 1\).*/, ", as for A"));
    });
  }

  it("is an AtlasContentError for a response that is too large", () => {
    const cause = new TransportError("too-large", "it is too large", false);
    const error = errorOf(cause, 2);
    assert.ok(
      error instanceof AtlasContentError && error.cause === cause && error.code === "UNEXPECTED_CONTENT",
    );
    const end = "Check mongodbatlas:baseUrl and any proxy";
    assert.equal(saidBy(error), `it is too large, reading the RUN (page 1). ${end}`);
  });

  for (const [cause, text] of [
    [new TypeError("not\na function"), "not a function"],
    [undefined, "undefined"],
  ] as const) {
    it(`keeps any other failure in one line, with its cause: ${text}`, () => {
      const error = errorOf(cause, 2);
      assert.equal(error.cause, cause);
      const message = `${text}, reading the RUN (page 1)`;
      const expected = { name: "AtlasNetworkError", code: "NETWORK", retryable: false, message };
      assert.deepEqual(facts(error), expected);
    });
  }

  it("returns an error of this package as it is", () => {
    const error = new ConfigurationError("INVALID_CONFIGURATION", "the proxy is invalid");
    assert.equal(errorOf(error), error);
    assert.equal(saidBy(error), "the proxy is invalid");
  });

  it("names the arguments of an explicit provider in its advice, and changes no other text", () => {
    const source = 'the provider "orgB"';
    const settingOf = (setting: Parameters<typeof settingName>[0]): string =>
      settingName(setting, { source });
    const cause = new TransportError("network", "mongodbatlas:baseUrl broke", true);
    const { message } = errorOf(cause, 1, { ...CLIENT, settingName: settingOf });
    assert.match(
      message,
      /: mongodbatlas:baseUrl broke, .*\. Check baseUrl of the provider "orgB" and network access /,
    );
  });
});
