import { isLeft } from "fp-ts/lib/Either.js";
import { quoted } from "../errors/index.js";
import { BACKUP_FREQUENCY_TYPES, PHASES, RETENTION_UNITS, STATES } from "./known-values.js";
import { PipelineRunBody } from "./pipeline-run.js";
import { describeProblems, MAX_EXCERPT } from "./problems.js";

/** A decoded run, or every problem of the body. */
export type DecodedRun =
  | { readonly ok: true; readonly run: PipelineRunBody; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Decodes the body of one run. Unknown fields are dropped, missing ones stay missing; an unknown value of an
 * enumerated field is kept, with a warning.
 */
export function decodeRun(body: unknown): DecodedRun {
  const decoded = PipelineRunBody.decode(body);
  if (isLeft(decoded)) return { ok: false, problems: describeProblems(decoded.left) };
  const run = documentedFields(decoded.right);
  return { ok: true, run, warnings: unknownValues(run) };
}

/** The documented fields that are there, and nothing else. */
export function documentedFields(body: PipelineRunBody): PipelineRunBody {
  const { datasetRetentionPolicy: policy, stats } = body;
  return present({
    ...pick(body, Object.keys(PipelineRunBody.props) as (keyof PipelineRunBody)[]),
    datasetRetentionPolicy: policy && present(pick(policy, ["lastModifiedDate", "units", "value"])),
    stats: stats && present(pick(stats, ["bytesExported", "numDocs"])),
  });
}

function pick<T extends object, K extends keyof T>(object: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, object[key]])) as Pick<T, K>;
}

/** Without the keys whose value is undefined: the engine's host cannot encode such a value. */
function present<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
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
