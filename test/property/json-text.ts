import * as fc from "fast-check";
import { anyString } from "./strings.js";

/** Numbers as text, those among them that are no number of JavaScript's. */
const NUMBERS = [
  "-0",
  "0",
  "1",
  "-1",
  "1.5",
  "1e400",
  "-1e400",
  "5e-324",
  "2147483647",
  "2147483648",
  "9007199254740991",
  "9007199254740992",
  "9007199254740993",
  "-9007199254740992",
  "9223372036854775807",
  "1E2",
  `1${"0".repeat(400)}`,
] as const;

/** A JSON string for a text: as short as can be, or with every code unit escaped. */
export const jsonString = (text: string, escaped = false): string =>
  escaped
    ? `"${text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`
    : JSON.stringify(text);

const string: fc.Arbitrary<string> = fc
  .tuple(anyString, fc.nat(9))
  .map(([text, dice]) => jsonString(text, dice === 0));

const scalar = fc.oneof(
  { arbitrary: string, weight: 4 },
  { arbitrary: fc.constantFrom("null", "true", "false", "null"), weight: 3 },
  { arbitrary: fc.constantFrom(...NUMBERS), weight: 3 },
  { arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String), weight: 1 },
);

/** Far deeper or longer than any document of Atlas: rare, for it is slow to make. */
const huge = fc.oneof(
  fc.nat(2_000).map((depth) => "[".repeat(depth) + "]".repeat(depth)),
  fc.nat(500).map((depth) => '{"a":'.repeat(depth) + "1" + "}".repeat(depth)),
  fc.nat(20_000).map((length) => jsonString("z".repeat(length))),
);

/** A field of a JSON object, as text. */
export type Field = readonly [key: string, value: string];

/** A JSON object with these fields, in this order, also where a key comes twice. */
export const jsonObject = (fields: readonly Field[]): string =>
  `{${fields.map(([key, value]) => `${jsonString(key)}:${value}`).join(",")}}`;

const nested = fc.letrec<{ value: string; field: Field }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: "xsmall" },
    { arbitrary: scalar, weight: 6 },
    {
      arbitrary: fc.array(tie("value"), { maxLength: 3 }).map((all) => `[${all.join(",")}]`),
      weight: 1,
    },
    { arbitrary: fc.array(tie("field"), { maxLength: 3 }).map(jsonObject), weight: 2 },
  ),
  field: fc.tuple(anyString, tie("value")),
}));

/** Any JSON value, as text: the text says more than a value does, such as 1e400, or a key that comes twice. */
export const jsonText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: nested.value, weight: 1_000 },
  { arbitrary: huge, weight: 1 },
);

/** Any field, under a name that is none of the documented ones but for bad luck. */
export const jsonField: fc.Arbitrary<Field> = fc.tuple(anyString, jsonText);
