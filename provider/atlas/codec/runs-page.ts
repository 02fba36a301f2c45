import * as t from "io-ts";
import { PipelineRunBody } from "./pipeline-run.js";
import { boundedArray } from "./bounded-array.js";
import { ExactInt64, HexId, Text, optional } from "./primitives.js";

/** A run in a list. Its id is required, since nothing else identifies it there. */
const ListedRunBody = t.intersection([PipelineRunBody, t.type({ _id: HexId })]);

export type ListedRunBody = t.TypeOf<typeof ListedRunBody>;

const Link = t.partial({ rel: optional(Text) });

/** One page of `GET …/pipelines/{pipelineName}/runs`, as Atlas sends it. */
export const RunsPageBody = t.intersection([
  t.type({ results: boundedArray(ListedRunBody) }),
  t.partial({ links: optional(boundedArray(Link)), totalCount: optional(ExactInt64) }),
]);
