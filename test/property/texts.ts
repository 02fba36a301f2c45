import * as fc from "fast-check";

/** Names that mean something to JavaScript, keys that look like numbers, and text that breaks lines and terminals. */
const NASTY = [
  ...["", "__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "0", "-1", "4294967295"],
  ...[".", "..", "%2e%2e", "%2F", "a\r\nb", "\u0000", "\u001b[31m", "\u0085", "\u2028\u2029", "\u202eabc"],
  ...["\ud83d", "\udc00\ud800", "\ufeff", "\u{1f600}", "<script>alert(1)</script>", "a|b\n| c |"],
  ...["2025-02-31T24:60:61Z", "x".repeat(301), "\u0001".repeat(500), "\u{1f600}".repeat(100)],
] as const;

/** Text in characters of all of Unicode. The library's own unit for that takes seconds to set up. */
const unicode = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.nat(0xff), fc.nat(0xffff), fc.nat(0x10ffff)), { minLength, maxLength })
    .map((points) => String.fromCodePoint(...points).toWellFormed());

/** Any string: of every kind of code unit, halves of pairs among them, now and then one that is meant to hurt. */
export const anyString: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: unicode(0, 12), weight: 4 },
  { arbitrary: fc.string({ maxLength: 12 }), weight: 3 },
  { arbitrary: fc.constantFrom(...NASTY), weight: 3 },
  {
    arbitrary: fc.array(fc.nat(0xffff), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
    weight: 3,
  },
  {
    arbitrary: fc
      .tuple(fc.constantFrom(...NASTY), fc.string({ maxLength: 4 }))
      .map((parts) => parts.join("")),
    weight: 1,
  },
);

/** An id of Atlas. */
export const hexId: fc.Arbitrary<string> = fc.string({
  unit: fc.nat(15).map((digit) => digit.toString(16)),
  minLength: 24,
  maxLength: 24,
});

/** A pipeline's name as Atlas allows it, in characters of all of Unicode. */
export const pipelineName: fc.Arbitrary<string> = fc
  .oneof(
    unicode(1, 64),
    fc.string({ minLength: 1, maxLength: 64 }),
    fc.constantFrom("%2e", "%2E%2e", "...", "a\tb", "a\r\nb", "?a", "#a", ";a", "a:b", "@", "\u0000", "%"),
  )
  .filter((name) => /^[^/\\ "$]{1,64}$/u.test(name) && name !== "." && name !== ".." && name.isWellFormed());

/** Any JavaScript value that a program without types could pass. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: anyString, weight: 4 },
  {
    arbitrary: fc.anything({
      maxDepth: 1,
      maxKeys: 3,
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
      withTypedArray: false,
    }),
    weight: 4,
  },
  {
    arbitrary: fc.constantFrom<unknown>(
      ...[NaN, -0, Infinity, Symbol("s"), () => 1, new Array(3), Object.create(null), new String("DONE"), 1n],
    ),
    weight: 1,
  },
);

/** Numbers as text, those among them that are no number of JavaScript's. */
const NUMBERS = [
  ..."-0 0 1 -1 1.5 1e400 -1e400 5e-324 2147483647 2147483648 9007199254740991 9007199254740992".split(" "),
  ..."9007199254740993 -9007199254740992 9223372036854775807 1E2".split(" "),
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
