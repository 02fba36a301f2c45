import { isLeft } from "fp-ts/lib/Either.js";
import { BACKUP_FREQUENCY_TYPES, PHASES, RETENTION_UNITS, STATES } from "../../run/known-values.js";
import { type Decoded } from "./decoded.js";
import { PipelineRunBody } from "./pipeline-run.js";
import { describeProblems, MAX_PROBLEMS, showValue, type Show } from "./problems.js";

/**
 * Decodes the body of one run. Unknown fields are dropped, and missing ones stay missing. An unknown value of an
 * enumerated field is kept, with a warning.
 */
export function decodeRun(body: unknown, show: Show = showValue): Decoded<PipelineRunBody> {
  const decoded = PipelineRunBody.decode(body);
  if (isLeft(decoded)) return { ok: false, problems: describeProblems(decoded.left, show) };
  const value = documentedFields(decoded.right);
  return { ok: true, value, warnings: unknownValues([value], show) };
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

/** Returns a warning for each undocumented value of an enumerated field: each once, and the first 20. */
export function unknownValues(runs: readonly PipelineRunBody[], show: Show): readonly string[] {
  const found = new Map<string, () => string>();
  for (const run of runs) {
    for (const [path, value, known] of enumerated(run)) {
      if (value === undefined || known.includes(value)) continue;
      if (found.size === MAX_PROBLEMS) break;
      const warn = (): string => `${path} has the unknown value ${show(value)} (known: ${known.join(", ")})`;
      found.set(`${path} ${value}`, warn);
    }
  }
  return [...found.values()].map((warn) => warn());
}

function enumerated(
  run: PipelineRunBody,
): readonly (readonly [string, string | undefined, readonly string[]])[] {
  return [
    ["backupFrequencyType", run.backupFrequencyType, BACKUP_FREQUENCY_TYPES],
    ["phase", run.phase, PHASES],
    ["state", run.state, STATES],
    ["datasetRetentionPolicy.units", run.datasetRetentionPolicy?.units, RETENTION_UNITS],
  ];
}
