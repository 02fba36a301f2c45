const PARAMETER = /\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))\s*(?:,|$)/y;

/**
 * The parameters of an `Authorization: Digest` header, names in lower case; undefined if it is of another scheme,
 * malformed, or repeats a parameter.
 */
export function parseDigest(header: string): ReadonlyMap<string, string> | undefined {
  const scheme = /^digest\s+/i.exec(header)?.[0];
  if (scheme === undefined) return undefined;
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = scheme.length;
  while (PARAMETER.lastIndex < header.length) {
    const [whole, name = "", quoted, token] = PARAMETER.exec(header) ?? [];
    if (whole === undefined || parameters.has(name.toLowerCase())) return undefined;
    parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? token ?? "");
  }
  return parameters;
}
