import assert from "node:assert/strict";
import * as fc from "fast-check";
import { ConfigurationError } from "../../provider/index.js";
import { resolveConfig } from "../../provider/config/resolve-config.js";
import { BASE_URL_ENVIRONMENT, ENVIRONMENT_NAMES, STACK_NAMES } from "../../provider/config/keys.js";
import { runPath } from "../../provider/run/run-ref.js";
import { REF } from "../helpers/responses.js";
import { forAllSlow } from "./check.js";
import { outcomeOf } from "./clean-error.js";
import { anyString } from "./strings.js";

const SECRET_FIELDS = ["accessToken", "clientSecret", "privateKey"] as const;
const PUBLIC_FIELDS = ["clientId", "publicKey"] as const;

/** A text that is not found elsewhere by accident: none of the messages has it. */
const secret = fc
  .tuple(
    anyString,
    fc.string({ minLength: 12, maxLength: 20, unit: fc.constantFrom("Q", "X", "Z", "0", "1", "7", "9") }),
    anyString,
  )
  .map((parts) => parts.join(""));

const url = fc.oneof(
  anyString,
  fc
    .tuple(
      fc.constantFrom("https://", "http://", "https:", "HTTPS:\\\\", "ftp://", "//", "javascript:"),
      fc.constantFrom("atlas.example", "127.0.0.1", "localhost", "[::1]", "127.1", "user:QXZ017QXZ017@h", ""),
      fc.constantFrom("", ":8080", ":99999", ":0"),
      fc.oneof(fc.constantFrom("", "/", "/a/../b//", "/?", "/#", "/%2e%2e/x", "/;a"), anyString),
    )
    .map((parts) => parts.join("")),
);

const namesOf = (fields: readonly (keyof typeof ENVIRONMENT_NAMES)[]): readonly string[] =>
  fields.flatMap((field) => [...STACK_NAMES.credentials[field], ...ENVIRONMENT_NAMES[field]]);
const SECRET_NAMES = namesOf(SECRET_FIELDS);
const OTHERS = {
  ...Object.fromEntries(namesOf(PUBLIC_FIELDS).map((name) => [name, anyString])),
  ...Object.fromEntries([STACK_NAMES.baseUrl, ...BASE_URL_ENVIRONMENT].map((name) => [name, url])),
  [STACK_NAMES.isMongodbgovCloud]: fc.oneof(fc.constantFrom("true", "false"), anyString),
  "atlas-data-lake:requestTimeoutSeconds": fc.oneof(fc.constantFrom("1", "0.1", "1e3", "NaN"), anyString),
  "atlas-data-lake:retryTimeoutSeconds": fc.oneof(fc.double().map(String), anyString),
  "atlas-data-lake:maxConcurrentReads": fc.oneof(fc.integer().map(String), anyString),
};
const ARBITRARIES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ...OTHERS,
  ...Object.fromEntries(SECRET_NAMES.map((name) => [name, secret])),
};

/** A few values at a time: with all of them there is always one that is refused first. */
const values = fc
  .uniqueArray(fc.constantFrom(...Object.keys(ARBITRARIES)), { maxLength: 4 })
  .chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, ARBITRARIES[name] ?? secret]))),
  ) as fc.Arbitrary<Readonly<Record<string, string>>>;

describe("resolveConfig for any configuration", () => {
  forAllSlow("returns settings, or throws one clean error without a secret", values, (set) => {
    const lookup = (key: string): string | undefined => set[key];
    const outcome = outcomeOf("", () => resolveConfig(lookup, lookup));
    if (!(outcome instanceof Error)) {
      const { baseUrl, settings } = outcome.value;
      const requested = new URL(baseUrl + runPath(REF));
      assert.equal(requested.href, baseUrl + runPath(REF));
      assert.ok(requested.protocol === "https:" || /^(localhost|127\.|\[::1\])/.test(requested.hostname));
      assert.equal(requested.username + requested.password + requested.search + requested.hash, "");
      for (const number of Object.values(settings)) assert.ok(number > 0 && number <= 86_400);
      return;
    }
    assert.ok(outcome instanceof ConfigurationError);
    const said = JSON.stringify([outcome.message, outcome.stack, outcome]);
    for (const name of SECRET_NAMES) {
      const core = /[QXZ0179]{12,}/.exec(set[name] ?? "")?.[0];
      assert.ok(core === undefined || !said.includes(core), said);
    }
    assert.ok(!said.includes("QXZ017QXZ017"), said);
  });
});
