/** Words an error of `JSON.parse` with line and column, and without its excerpt of the text, which may be secret. */
export function jsonProblem(text: string, message: string): string {
  const [problem = "", offset] = message.replace(/, (\.\.\.)?"[^]*$/, "").split(" at position ");
  const position = offset === undefined ? positionOfToken(text, message) : parseInt(offset, 10);
  const plain = problem.replace(/ in JSON$/, "");
  return position === undefined ? plain : `${plain} at ${placeOf(text, position)}`;
}

const TOKEN_IN_CONTEXT = /^Unexpected token '([^]+?)', \.\.\."([^]*)"(\.\.\.)? is not valid JSON$/;
const CONTEXT_BEFORE = 10;

/** V8 gives no position for a token, but an excerpt that begins ten characters before it. */
function positionOfToken(text: string, message: string): number | undefined {
  const [, token, excerpt] = TOKEN_IN_CONTEXT.exec(message) ?? [];
  if (token === undefined || excerpt === undefined || !text.includes(excerpt)) return undefined;
  const position = text.indexOf(excerpt) + CONTEXT_BEFORE;
  return text.startsWith(token, position) ? position : undefined;
}

function placeOf(text: string, position: number): string {
  const lines = text.slice(0, position).split(/\r\n|\r|\n/);
  return `line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`;
}
