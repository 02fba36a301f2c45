import * as fc from "fast-check";

/** Names that mean something to JavaScript, keys that look like numbers, and text that breaks lines and terminals. */
const NASTY = [
  "",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "0",
  "-1",
  "4294967295",
  ".",
  "..",
  "%2e%2e",
  "%2F",
  "a\r\nb",
  "\u0000",
  "\u001b[31m",
  "\u0085",
  "\u2028\u2029",
  "\u202eabc",
  "\ud83d",
  "\udc00\ud800",
  "\ufeff",
  "\u{1f600}",
  "<script>alert(1)</script>",
  "a|b\n| c |",
  "2025-02-31T24:60:61Z",
  "x".repeat(301),
  "\u0001".repeat(500),
  "\u{1f600}".repeat(100),
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
      NaN,
      -0,
      Infinity,
      Symbol("s"),
      () => 1,
      new Array(3),
      Object.create(null),
      new String("DONE"),
      1n,
    ),
    weight: 1,
  },
);
