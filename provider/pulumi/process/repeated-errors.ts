import { AtlasError } from "../../errors/index.js";
import { describePipeline, type PipelineRef } from "../../run/pipeline-ref.js";
import { describeRun, runName, shownName } from "../../run/run-ref.js";

/** The names of a read: those of a run, or of a pipeline. */
type Subject = PipelineRef & { readonly pipelineRunId?: string };

/**
 * Shortens errors that repeat an earlier one: with a wrong token, each run fails with the same long text. The first one
 * stays whole; a later one says what happened to which run, and as for which run before.
 */
export class RepeatedErrors {
  #first: { readonly text: string; readonly label: string; readonly name: string } | undefined;

  /** Shortens the message of an error that differs from the last whole one only in its subject. Returns the error. */
  shorten<T>(error: T, { pipelineRunId, ...pipeline }: Subject): T {
    if (!(error instanceof AtlasError)) return error;
    const run = pipelineRunId === undefined ? undefined : { ...pipeline, pipelineRunId };
    const label = run ? describeRun(run) : describePipeline(pipeline);
    const name = run ? runName(run) : `pipeline ${shownName(pipeline.pipelineName)}`;
    const { message } = error;
    const text = message.replaceAll(label, "");
    if (this.#first?.text !== text || this.#first.label === label) {
      this.#first = { text, label, name };
      return error;
    }
    const at = message.indexOf(label);
    // A message without the subject is cut before its advice.
    const end = at === -1 ? message.search(/\. [A-Z]/) : at + label.length;
    const short = `${message.slice(0, end)}, as for ${this.#first.name}`;
    if (end !== -1 && short.length < message.length) error.message = short;
    return error;
  }
}
