/** The engine that is installed or built when the machine has none; engine/go.mod pins the same version. */
export const ENGINE_VERSION = "3.259.0";

/** The oldest engine that treats a dynamic provider the way this package needs; the pinned SDK has this version. */
export const MINIMUM_VERSION = "3.248.0";

type Version = readonly [major: number, minor: number, patch: number];

/** Says why an engine of this version cannot be used, or nothing when it can. */
export function versionProblem(text: string): string | undefined {
  const version = parse(text);
  const minimum = parse(MINIMUM_VERSION);
  if (version === undefined || minimum === undefined) return `its version "${text}" cannot be read`;
  if (version[0] !== minimum[0] || compare(version, minimum) < 0) {
    return `its version is ${text}, not ${MINIMUM_VERSION} or a later ${minimum[0]}.x`;
  }
  return undefined;
}

/** Orders version texts from the newest to the oldest; texts that are no versions come last. */
export function newestFirst(left: string, right: string): number {
  return compare(parse(right) ?? [-1, 0, 0], parse(left) ?? [-1, 0, 0]);
}

function parse(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])];
}

function compare(left: Version, right: Version): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}
