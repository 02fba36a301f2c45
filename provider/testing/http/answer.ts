/** An answer as it goes over the wire, except for `Content-Length`, which its sender adds. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export const JSON_TYPE = "application/json";

/** An answer with a JSON body; `indent` spaces a level make it pretty. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
  indent = 0,
): Answer {
  const body = Buffer.from(JSON.stringify(value, undefined, indent));
  return { status, headers: { "Content-Type": JSON_TYPE, ...headers }, body };
}
