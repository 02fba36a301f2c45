/** Stands for a value that a preview cannot know yet. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** What the policies look at of one run; a field that the run does not have is left out. */
export interface RunProperties {
  /** `{projectId}/{pipelineName}/{pipelineRunId}` */
  readonly id: string;
  readonly state?: unknown;
  readonly createdDate?: unknown;
  readonly scheduledDeletionDate?: unknown;
}

export const DEFAULT_MAX_AGE_DAYS = 30;
export const DEFAULT_MIN_DAYS_LEFT = 2;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Says what is wrong with the state, if anything: only a run that is DONE has a whole dataset. */
export function stateViolation(run: RunProperties): string | undefined {
  const { state } = run;
  if (state === "DONE" || state === UNKNOWN) return undefined;
  const found = typeof state === "string" ? `is ${state}` : "has no state";
  const unfinished = state === "PENDING" || state === "IN_PROGRESS";
  return `${nameOf(run)} ${found}, and only DONE is allowed: ${unfinished ? "wait for it, or " : ""}use a run that is DONE`;
}

/** Says that the dataset is older than allowed, if it is. Without a date there is nothing to say. */
export function ageViolation(run: RunProperties, now: Date, maxAgeDays: number): string | undefined {
  const { createdDate } = run;
  if (typeof createdDate !== "string") return undefined;
  const created = Date.parse(createdDate);
  if (Number.isNaN(created)) return noDate(run, "createdDate", createdDate);
  const age = (now.getTime() - created) / DAY_MS;
  if (age <= maxAgeDays) return undefined;
  return (
    `${nameOf(run)} was created at ${createdDate}, ${days(roundUp(age))} ago, and at most ${days(maxAgeDays)} are ` +
    `allowed: use a newer run, or raise maxAgeDays`
  );
}

/** Says that the dataset is about to be deleted, or should be gone already. Without a date it stays. */
export function deletionViolation(run: RunProperties, now: Date, minDaysLeft: number): string | undefined {
  const { scheduledDeletionDate: date } = run;
  if (typeof date !== "string") return undefined;
  const deletion = Date.parse(date);
  if (Number.isNaN(deletion)) return noDate(run, "scheduledDeletionDate", date);
  const left = (deletion - now.getTime()) / DAY_MS;
  if (left > 0 && left >= minDaysLeft) return undefined;
  const found =
    left > 0
      ? `is to be deleted at ${date}, in ${days(roundDown(left))}`
      : `was to be deleted at ${date}, ${days(roundUp(-left))} ago`;
  const advice =
    left > 0
      ? "use a newer run, keep datasets longer, or lower minDaysLeft"
      : "use a newer run, or keep datasets longer";
  return `the dataset of ${nameOf(run)} ${found}, and at least ${days(minDaysLeft)} must be left: ${advice}`;
}

function nameOf({ id }: RunProperties): string {
  return id.replace(/^(.*)\/(.*)\/(.*)$/, 'Data Lake Pipeline run $3 of pipeline "$2" in project $1');
}

/** A date that cannot be read must not pass as one that is allowed. */
function noDate(run: RunProperties, field: string, value: string): string {
  return `${nameOf(run)} has the ${field} ${JSON.stringify(value)}, which is no date: only a date can be checked`;
}

/** Rounded away from what is allowed, so that no message says that 30 days are more than 30. */
function roundUp(value: number): number {
  return Math.ceil(value * 10) / 10;
}

function roundDown(value: number): number {
  return Math.floor(value * 10) / 10;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${String(count)} days`;
}
