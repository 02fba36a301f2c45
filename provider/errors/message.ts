import { forEngine } from "./text.js";

/** The parts of the message of an error. */
export interface MessageParts {
  /** The stable name of the error, with which the message ends. */
  readonly code: string;
  /** What happened. If a subject follows, it ends just before that: `no access to `. */
  readonly problem: string;
  /** The run or the pipeline that was read. */
  readonly subject?: string;
  /** What follows the subject: ` with the API key from the environment: FORBIDDEN "Not allowed"`. */
  readonly detail?: string;
  /** Sentences that say what to do, without their full stops. */
  readonly advice?: readonly string[];
  /** Names the first run or pipeline with this error: the message then refers to that in place of detail and advice. */
  readonly asFor?: string;
}

/** Out of sight: no printed error shows its parts. An error that another copy of this package made has none here. */
const PARTS = new WeakMap<object, MessageParts>();

/** Composes the message of an error from its parts, and keeps these. The message of every error is made here. */
export function setMessage(error: Error, parts: MessageParts): void {
  PARTS.set(error, parts);
  error.message = compose(parts);
}

/** Changes parts of an error's message. Leaves anything else that was thrown as it is. Returns the same error. */
export function changeMessage<T>(error: T, change: (parts: MessageParts) => Partial<MessageParts>): T {
  const parts = error instanceof Error ? PARTS.get(error) : undefined;
  if (parts !== undefined) setMessage(error as Error, { ...parts, ...change(parts) });
  return error;
}

/** Adds a sentence to the advice in an error's message. Returns the same error. */
export function addAdvice<T>(error: T, sentence: string): T {
  return changeMessage(error, ({ advice = [] }) => ({ advice: [...advice, sentence] }));
}

/**
 * Keeps the message of an error as it is: the SDK would put the name of each property that takes a failed output in front of
 * it, one after the other. Returns the same error.
 */
export function fixMessage<E extends Error>(error: E): E {
  const { message } = error;
  return Object.defineProperty(error, "message", { get: () => message, set: () => undefined });
}

/** One line that ends with the code: a function's error shows nothing else of the error, nor does `--json`. */
function compose({ code, problem, subject = "", detail = "", advice = [], asFor }: MessageParts): string {
  const whole = [problem + subject + detail, ...advice].join(". ");
  const short = asFor === undefined ? whole : `${problem}${subject}, as for ${asFor}`;
  return forEngine(`${short.length < whole.length ? short : whole} [${code}]`);
}
