/** The patterns of the API's reference. Lengths count characters, not UTF-16 units. */
export const HEX_ID = /^([a-f0-9]{24})$/;
export const PIPELINE_NAME = /^[^/\\ "$]{1,64}$/u;

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/** Milliseconds since 1970 of an RFC 3339 date and time; NaN for any other text. */
export function timeOf(text: string): number {
  // RFC 3339 allows leap seconds, and JavaScript does not.
  return RFC_3339.test(text) ? Date.parse(text.replace(/:60(?=[.Z+-])/i, ":59")) : NaN;
}
