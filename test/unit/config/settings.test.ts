import assert from "node:assert/strict";
import { resolveSettings } from "../../../provider/config/settings.js";

const DEFAULTS = {
  requestTimeoutSeconds: 30,
  retryTimeoutSeconds: 120,
  maxConcurrentReads: 32,
  showDeprecation: true,
};

const resolve = (config: Readonly<Record<string, string>>): unknown => resolveSettings((key) => config[key]);

const NO_NUMBERS = ["abc", "-1", "1e3", "0x10", "1,5", ".5", "5.", "NaN", "1 0"];
const SECONDS = {
  good: { "0.1": 0.1, "1.5": 1.5, "045": 45, "86400": 86_400, " 7 ": 7 },
  bad: [...NO_NUMBERS, "0", "0.09", "86400.1", "86401"],
  allowed: "a number of seconds from 0.1 to 86400",
} as const;
const SETTINGS = {
  requestTimeoutSeconds: SECONDS,
  retryTimeoutSeconds: SECONDS,
  maxConcurrentReads: {
    good: { "1": 1, "1000": 1000, "7.0": 7, "\t7\n": 7 },
    bad: [...NO_NUMBERS, "0", "0.5", "1.5", "999.5", "1001"],
    allowed: "a whole number from 1 to 1000",
  },
  showDeprecation: {
    good: { true: true, " false ": false },
    bad: ["no", "0", "False"],
    allowed: "true or false",
  },
} as const;

describe("the settings", () => {
  it("have defaults", () => {
    assert.deepEqual(resolve({}), DEFAULTS);
  });

  it("are read from their own namespace only", () => {
    const config = { requestTimeoutSeconds: "1", "mongodbatlas:retryTimeoutSeconds": "1" };
    assert.deepEqual(resolve(config), DEFAULTS);
  });

  for (const [name, { good, bad, allowed }] of Object.entries(SETTINGS)) {
    const key = `atlas-data-lake:${name}`;

    for (const [text, value] of Object.entries<number | boolean>(good)) {
      it(`have ${value} as ${name} when the text is ${JSON.stringify(text)}, and the other defaults`, () => {
        assert.deepEqual(resolve({ [key]: text }), { ...DEFAULTS, [name]: value });
      });
    }

    it(`have the default of ${name} when the text is blank`, () => {
      for (const blank of ["", "  "]) assert.deepEqual(resolve({ [key]: blank }), DEFAULTS);
    });

    for (const text of bad) {
      it(`are refused when ${name} is ${text}`, () => {
        const message = `${key} must be ${allowed}, got "${text}"`;
        const expected = { name: "ConfigurationError", message: `${message} [INVALID_CONFIGURATION]` };
        assert.throws(() => resolve({ [key]: text }), expected);
      });
    }
  }
});
