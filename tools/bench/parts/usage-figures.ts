import { type Role } from "../hook/role.js";
import { type Usage } from "../hook/usage.js";
import { type Sample } from "../project.js";
import { type Row } from "../report.js";
import { difference, figure, paired, type Unit } from "../statistics.js";

export const USAGE_COLUMNS = ["floor", "ours", "difference"] as const;

const UNITS: Readonly<Record<keyof Usage, Unit>> = { memory: "MB", cpu: "s" };

/** What the processes of a role used; empty where one of them was killed before it could tell. */
export function usageFigures(
  ours: readonly Sample[],
  floor: readonly Sample[],
  role: Role,
  key: keyof Usage,
): Row["figures"] {
  const [a, b] = [used(ours, role, key), used(floor, role, key)];
  if (a === undefined || b === undefined) return {};
  const unit = UNITS[key];
  return {
    floor: figure(unit, b),
    ours: figure(unit, a),
    difference: figure(unit, paired(a, b, difference)),
  };
}

function used(samples: readonly Sample[], role: Role, key: keyof Usage): readonly number[] | undefined {
  const values = samples.flatMap(({ usages }) => usages[role]?.[key] ?? []);
  return values.length === samples.length && values.length > 0 ? values : undefined;
}
