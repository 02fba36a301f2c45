import { isLeft } from "fp-ts/lib/Either.js";
import { quoted } from "../../errors/index.js";
import { BACKUP_FREQUENCY_TYPES, PHASES, RETENTION_UNITS, STATES } from "../../run/known-values.js";
import { type Decoded } from "./decoded.js";
import { PipelineRunBody } from "./pipeline-run.js";
import { describeProblems, MAX_EXCERPT } from "./problems.js";

/**
 * Decodes the body of one run. Unknown fields are dropped, and missing ones stay missing. An unknown value of an
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

/** Returns the documented fields of a body without undefined values. */
export function documentedFields(body: PipelineRunBody): PipelineRunBody {
  const { datasetRetentionPolicy: policy, stats } = body;
  return {
    ...present(body, FIELDS),
    ...(policy && { datasetRetentionPolicy: present(policy, POLICY_FIELDS) }),
    ...(stats && { stats: present(stats, STATS_FIELDS) }),
  };
}

/** Returns the fields that are not undefined: the engine's host cannot encode undefined. */
function present<T extends object>(object: T, fields: readonly (keyof T)[]): T {
  const found: Partial<T> = {};
  for (const field of fields) if (object[field] !== undefined) found[field] = object[field];
  return found as T;
}

/** Returns a warning for each enumerated field with an undocumented value. */
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
