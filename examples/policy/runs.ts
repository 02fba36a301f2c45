import { type RunProperties, UNKNOWN } from "./policies";

/** The type of the resource, as the engine and `pulumi stack` show it. */
export const RUN_TYPE = "pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineRun";

/** As much of a resource as is needed here: what `validateStack` gets, reduced. */
export interface StackResource {
  readonly type: string;
  readonly urn: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** A run, and the resource that a violation is reported for. */
export interface FoundRun {
  readonly urn: string;
  readonly run: RunProperties;
}

const RUN_ID = /^[0-9a-f]{24}\/[^/]+\/[0-9a-f]{24}$/;
const FIELDS = ["state", "createdDate", "scheduledDeletionDate"] as const;

/**
 * The runs of a stack, each once. The engine hands resources that are read, rather than created, to no policy in preview
 * and up, but it hands over the stack with its outputs: a run has to be among these. `pulumi policy analyze`, which looks
 * at a stack's state, has the resources themselves as well.
 */
export function findRuns(resources: readonly StackResource[]): readonly FoundRun[] {
  const found = new Map<string, FoundRun>();
  const add = (urn: string, run: RunProperties): void => {
    // A run can be exported twice, in part: what is known of it from one place completes the other.
    const known = found.get(run.id);
    found.set(run.id, known ? { urn: known.urn, run: merged(known.run, run) } : { urn, run });
  };
  for (const { type, urn, props } of resources) {
    if (type !== RUN_TYPE) continue;
    const parts = [read(props, "projectId"), read(props, "pipelineName"), read(props, "pipelineRunId")];
    add(urn, { id: parts.map(String).join("/"), ...fieldsOf(props) });
  }
  for (const { type, urn, props } of resources) {
    if (type === "pulumi:pulumi:Stack")
      visit(props, (run) => {
        add(urn, run);
      });
  }
  return [...found.values()];
}

/** Goes through outputs: a run is exported as a resource, as a function's result, in a list, or field by field. */
function visit(value: unknown, add: (run: RunProperties) => void): void {
  if (typeof value !== "object" || value === null) return;
  const id = read(value, "id");
  if (typeof id === "string" && RUN_ID.test(id) && (isRunResource(value) || "state" in value)) {
    add({ id, ...fieldsOf(value) });
  }
  for (const key of Object.keys(value)) visit(read(value, key), add);
}

function isRunResource(value: object): boolean {
  const urn = read(value, "urn");
  return typeof urn === "string" && urn.split("::")[2]?.split("$").at(-1) === RUN_TYPE;
}

function fieldsOf(value: object): Partial<RunProperties> {
  return Object.fromEntries(FIELDS.filter((name) => name in value).map((name) => [name, read(value, name)]));
}

/** Reading a value that is not known yet throws; it must not keep the other fields and runs from being checked. */
function read(value: object, key: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[key];
  } catch (error) {
    if (error instanceof Error && error.message.includes("can't be known during preview")) return UNKNOWN;
    throw error;
  }
}

function merged(first: RunProperties, second: RunProperties): RunProperties {
  const known = Object.entries(first).filter(([, value]) => value !== undefined && value !== UNKNOWN);
  return { ...first, ...second, ...Object.fromEntries(known) };
}
