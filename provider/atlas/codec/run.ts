import { bimap, type Either } from "fp-ts/lib/Either.js";
import type * as t from "io-ts";
import { type OptionalRunField } from "../../run/fields.js";
import { BACKUP_FREQUENCY_TYPES, PHASES, RETENTION_UNITS, STATES } from "../../run/known-values.js";
import { type PipelineRef, type RunRef } from "../../run/run-ref.js";
import {
  DateTime,
  ExactInt64,
  HexId,
  PositiveInt32,
  Text,
  list,
  object,
  requested,
  wholeObject,
} from "./primitives.js";
import { describeProblems, MAX_PROBLEMS, showValue } from "./problems.js";

/** A body that was decoded, with its warnings, or the problems of it. */
type Decoded<T> = Either<readonly string[], { readonly value: T; readonly warnings: readonly string[] }>;

/**
 * The documented fields of a run, besides its ids. A type that `run/fields.ts` does not allow fails the build where the
 * functions make their results.
 */
const FIELDS = {
  backupFrequencyType: Text,
  createdDate: DateTime,
  datasetName: Text,
  datasetRetentionPolicy: wholeObject({ units: Text, value: PositiveInt32 }, { lastModifiedDate: DateTime }),
  lastUpdatedDate: DateTime,
  phase: Text,
  pipelineId: HexId,
  scheduledDeletionDate: DateTime,
  snapshotId: HexId,
  state: Text,
  stats: object({}, { bytesExported: ExactInt64, numDocs: ExactInt64 }),
} satisfies Readonly<Record<OptionalRunField, t.Mixed>>;

/** Creates the codec of a run of a pipeline, by that of its id. Atlas sends no name of the pipeline. */
const runCodec = ({ projectId }: PipelineRef, id: t.Type<string>) =>
  object({ _id: id }, { groupId: requested(projectId), ...FIELDS });

type RunBody = t.TypeOf<ReturnType<typeof runCodec>>;

/**
 * The fields of a run as this package has them: those of the API, with `groupId` as `projectId` and `_id` as
 * `pipelineRunId`, and `pipelineName`. One that Atlas did not send is absent: the engine's host cannot encode undefined.
 */
export type RunFields = RunRef & Omit<RunBody, "_id" | "groupId">;

function toFields({ projectId, pipelineName }: PipelineRef, body: RunBody): RunFields {
  const { _id, groupId: _, ...fields } = body;
  return { projectId, pipelineName, pipelineRunId: _id, ...fields };
}

/**
 * Decodes the body of the run that was asked for. Unknown fields are dropped. An unknown value of an enumerated field
 * is kept, with a warning.
 */
export function decodeRun(ref: RunRef, body: unknown): Decoded<RunFields> {
  return bimap(describeProblems, (sent: RunBody) => {
    const value = toFields(ref, sent);
    return { value, warnings: unknownValues([value]) };
  })(runCodec(ref, requested(ref.pipelineRunId)).decode(body));
}

/** One page of the list of a pipeline's runs. */
export interface RunsPage {
  readonly runs: readonly RunFields[];
  /** Number of runs in the whole list, if the response has it. */
  readonly totalCount: number | undefined;
  /** Whether the response links to a next page. */
  readonly hasNext: boolean;
  /** The first field, or relation of a link, that Atlas does not document; undefined if there is none. */
  readonly odd: string | undefined;
}

const PAGE_FIELDS: readonly string[] = ["links", "results", "totalCount"];
const RELATIONS: readonly (string | undefined)[] = ["self", "previous", "next"];

const Link = object({}, { rel: Text });

/** Decodes the body of a page of runs, and each run as `decodeRun` does. Equal warnings are given once. */
export function decodeRunsPage(ref: PipelineRef, body: unknown): Decoded<RunsPage> {
  const page = object({ results: list(runCodec(ref, HexId)) }, { links: list(Link), totalCount: ExactInt64 });
  return bimap(describeProblems, ({ results, links, totalCount }: t.TypeOf<typeof page>) => {
    const runs = results.map((run) => toFields(ref, run));
    const hasNext = (links ?? []).some(({ rel }) => rel === "next");
    const field = Object.keys(body as object).find((name) => !PAGE_FIELDS.includes(name));
    const relation = links?.find(({ rel }) => !RELATIONS.includes(rel));
    const odd = field ?? (relation && `links.rel ${showValue(relation.rel)}`);
    return { value: { runs, totalCount, hasNext, odd }, warnings: unknownValues(runs) };
  })(page.decode(body));
}

/** Returns a warning for each undocumented value of an enumerated field: each once, and the first 20. */
function unknownValues(runs: readonly RunFields[]): readonly string[] {
  const warnings = runs.flatMap(({ backupFrequencyType, phase, state, datasetRetentionPolicy }) => [
    ...unknownValue("backupFrequencyType", backupFrequencyType, BACKUP_FREQUENCY_TYPES),
    ...unknownValue("phase", phase, PHASES),
    ...unknownValue("state", state, STATES),
    ...unknownValue("datasetRetentionPolicy.units", datasetRetentionPolicy?.units, RETENTION_UNITS),
  ]);
  return [...new Set(warnings)].slice(0, MAX_PROBLEMS);
}

function unknownValue(path: string, value: string | undefined, known: readonly string[]): readonly string[] {
  if (value === undefined || known.includes(value)) return [];
  return [`${path} has the unknown value ${showValue(value)} (known: ${known.join(", ")})`];
}
