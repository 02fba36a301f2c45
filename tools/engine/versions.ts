import semver from "semver";

/** Version of the engine that is installed or built when the machine has none; go.mod here pins the same version. */
export const ENGINE_VERSION = "3.259.0";

/** Oldest engine that treats a dynamic provider the way this package needs; the pinned SDK has this version. */
const MINIMUM_VERSION = "3.248.0";

/** Says why an engine of this version cannot be used, or nothing when it can. */
export function versionProblem(text: string): string | undefined {
  const version = semver.parse(text);
  if (version === null) return `its version "${text}" cannot be read`;
  if (semver.satisfies(version, `^${MINIMUM_VERSION}`, { includePrerelease: true })) return undefined;
  return `its version is ${text}, not ${MINIMUM_VERSION} or a later ${semver.major(MINIMUM_VERSION)}.x`;
}
