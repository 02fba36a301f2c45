import { AtlasError } from "../../errors/index.js";
import { timeOf } from "../../run/rfc3339.js";
import { describeRun } from "../../run/run-ref.js";
import { type RunFields } from "../codec/run.js";

const HOUR = 3_600_000;

/**
 * Checks that a run was created no longer ago than some hours. Without a limit any age will do.
 *
 * @throws AtlasError `TOO_OLD`, also for a run without `createdDate`
 */
export function checkAge(run: RunFields, maxAgeHours: number | undefined): void {
  if (maxAgeHours === undefined) return;
  const hours = (Date.now() - timeOf(run.createdDate ?? "")) / HOUR;
  if (hours <= maxAgeHours) return;
  // Rounded up, so that the age that is shown is above the limit too.
  const age = Number.isNaN(hours) ? "age unknown (no createdDate)" : `${Math.ceil(hours * 10) / 10} h old`;
  throw new AtlasError("TOO_OLD", `${age}, at most ${maxAgeHours} h allowed: ${describeRun(run)}`);
}
