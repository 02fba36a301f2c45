import { AtlasError, InvalidArgumentError, oneLine, quoted, suggestion } from "../errors/index.js";
import {
  type GetDataLakePipelineRunResult,
  OPTIONAL_FIELDS,
  type OptionalRunField,
  type RequiredRunField,
} from "./fields.js";

/** The fields of a run that a message about a missing field uses. */
type NamedRun = Pick<GetDataLakePipelineRunResult, "pipelineName" | "pipelineRunId" | "state" | "phase">;

/** Returns the value of a field. @throws AtlasError `MISSING_FIELD` if the run lacks it */
export function requiredValue<K extends OptionalRunField>(
  run: NamedRun,
  field: K,
  value: unknown,
): RequiredRunField<K> {
  if (value !== undefined && value !== null) return value as RequiredRunField<K>;
  const { state, phase } = run;
  const status = state === undefined ? "it has no state" : `it is ${oneLine(state, 40)}`;
  const inPhase = phase === undefined ? "" : ` (phase ${oneLine(phase, 40)})`;
  throw new AtlasError(
    "MISSING_FIELD",
    `${run.pipelineName}/${run.pipelineRunId} has no ${field}: ${status}${inPhase}`,
  );
}

/** @throws InvalidArgumentError unless it is the name of a field that Atlas may leave out. */
export function checkFieldName(field: unknown): void {
  if ((OPTIONAL_FIELDS as readonly unknown[]).includes(field)) return;
  const near = typeof field === "string" ? suggestion(field, OPTIONAL_FIELDS) : "";
  throw new InvalidArgumentError(`a run has no field ${quoted(field)}${near}`);
}
