/** The longest excerpt of text of others in a message, in characters. */
const MAX_EXCERPT = 300;

/** Text of others as one printable line: control characters and line ends become spaces, long text is cut. */
export function oneLine(text: string, max: number = MAX_EXCERPT): string {
  // Cut before as well: a text of a server may have megabytes.
  const start = text.slice(0, 10 * max);
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must not reach a terminal
  const line = start.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\s]+/g, " ").trim();
  return forEngine(cut(line, max));
}

/**
 * Makes a text safe to hand to the engine. gRPC never returns for half of a surrogate pair, and the engine's display
 * takes `<{%` for the start of a colour directive, which hides the rest of the message.
 */
export function forEngine(text: string): string {
  return text.toWellFormed().replaceAll("<{%", "< {%");
}

/** A value as it is shown in a message: strings in quotes and cut, anything else by its kind. */
export function quoted(value: unknown, max = 80): string {
  if (value === null) return "null";
  if (typeof value === "string") {
    return forEngine(
      JSON.stringify(cut(value, max)).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, " "),
    );
  }
  if (typeof value === "number" || typeof value === "boolean") return `${typeof value} ${String(value)}`;
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return objectKind(value);
  return value === undefined ? "nothing" : `a ${typeof value}`;
}

/** An output of Pulumi or a promise, which are often passed where a value belongs, or any other object. */
function objectKind(value: object): string {
  if ("__pulumiOutput" in value) return "an output";
  return "then" in value ? "a promise" : "an object";
}

/**
 * What was thrown, or why something was aborted, in words. It can be any value: also one that no text can be made of. An
 * AggregateError, such as that of a host with several addresses, has its reasons in its errors, and often no message.
 */
export function reasonText(reason: unknown): string {
  try {
    if (reason instanceof AggregateError) return reason.errors.map(reasonText).join("; ") || reason.message;
    return String(reason instanceof Error ? reason.message : reason);
  } catch {
    return "no reason that can be shown";
  }
}

/** Returns a reason as an error: itself if it is one, else an error with its text. */
export function reasonError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(reasonText(reason));
}

/** At most so many characters, and no half of a pair at the end. */
function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max).replace(/[\ud800-\udbff]$/, "")}…`;
}
