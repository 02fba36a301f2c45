/** One challenge of a `WWW-Authenticate` header: its scheme in lower case, and its parameters. */
export interface Challenge {
  readonly scheme: string;
  readonly params: ReadonlyMap<string, string>;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
// Without control characters, which a quoted string cannot hold, neither here nor in `Authorization`.
const QUOTED = '"(?:[\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t -~\\x80-\\xff])*"';
// Sticky: each match begins where the last one ended, so that no text is skipped.
const PARAMETER = new RegExp(`\\s*(${TOKEN})\\s*=\\s*(${TOKEN}|${QUOTED})\\s*(?:,|$)`, "y");
const SCHEME = new RegExp(`\\s*(${TOKEN})(?:\\s+|\\s*(?:,|$))`, "y");
const TOKEN68 = /\s*[A-Za-z0-9\-._~+/]+=*\s*(?:,|$)/y;
const EMPTY = /[\s,]+/y;

/**
 * Parses a `WWW-Authenticate` header with any number of challenges (RFC 9110 section 11.6.1). It stops at invalid
 * text, after which the begin of the next challenge is unknown.
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; params: Map<string, string> }[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(header);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < header.length) {
    if (take(EMPTY)) continue;
    const last = challenges.at(-1);
    const parameter = last && take(PARAMETER);
    if (last && parameter) {
      last.params.set(String(parameter[1]).toLowerCase(), unquote(String(parameter[2])));
      continue;
    }
    const scheme = take(SCHEME);
    if (scheme) challenges.push({ scheme: String(scheme[1]).toLowerCase(), params: new Map() });
    else if (!last || !take(TOKEN68)) break;
  }
  return challenges;
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
}

/** Returns a value as a quoted string. */
export function quote(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}
