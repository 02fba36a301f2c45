import { isLeft } from "fp-ts/lib/Either.js";
import { quoted } from "../../errors/index.js";
import { BACKUP_FREQUENCY_TYPES, PHASES, RETENTION_UNITS, STATES } from "../../run/known-values.js";
import { type Decoded } from "./decoded.js";
import { PipelineRunBody } from "./pipeline-run.js";
import { describeProblems, MAX_EXCERPT } from "./problems.js";

/**
 * Decodes the body of one run. Unknown fields are dropped, missing ones stay missing; an unknown value of an
 * enumerated field is kept, with a warning.
 */
export function decodeRun(body: unknown): Decoded<PipelineRunBody> {
  const decoded = PipelineRunBody.decode(body);
  if (isLeft(decoded)) return { ok: false, problems: describeProblems(decoded.left) };
  const value = documentedFields(decoded.right);
  return { ok: true, value, warnings: unknownValues(value) };
}

const FIELDS = Object.keys(PipelineRunBody.props) as readonly (keyof PipelineRunBody)[];
const POLICY_FIELDS = ["lastModifiedDate", "units", "value"] as const;
const STATS_FIELDS = ["bytesExported", "numDocs"] as const;

/** The documented fields that are there, and nothing else. */
export function documentedFields(body: PipelineRunBody): PipelineRunBody {
  const { datasetRetentionPolicy: policy, stats } = body;
  return {
    ...present(body, FIELDS),
    ...(policy && { datasetRetentionPolicy: present(policy, POLICY_FIELDS) }),
    ...(stats && { stats: present(stats, STATS_FIELDS) }),
  };
}

/** These fields, without those whose value is undefined: the engine's host cannot encode such a value. */
function present<T extends object>(object: T, fields: readonly (keyof T)[]): T {
  const found: Partial<T> = {};
  for (const field of fields) if (object[field] !== undefined) found[field] = object[field];
  return found as T;
}

/** A warning for each enumerated field with a value that is not documented. */
export function unknownValues(run: PipelineRunBody): readonly string[] {
  const fields: readonly (readonly [string, string | undefined, readonly string[]])[] = [
    ["backupFrequencyType", run.backupFrequencyType, BACKUP_FREQUENCY_TYPES],
    ["phase", run.phase, PHASES],
    ["state", run.state, STATES],
    ["datasetRetentionPolicy.units", run.datasetRetentionPolicy?.units, RETENTION_UNITS],
  ];
  return fields
    .filter(([, value, known]) => value !== undefined && !known.includes(value))
    .map(
      ([path, value, known]) =>
        `${path} has the unknown value ${quoted(value, MAX_EXCERPT)} (known: ${known.join(", ")})`,
    );
}
