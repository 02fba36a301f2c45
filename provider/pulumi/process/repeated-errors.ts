import { changeMessage } from "../../errors/index.js";
import { type PipelineRef, runName, shownName } from "../../run/run-ref.js";

/** The names of a read: those of a run, or of a pipeline. */
type Subject = PipelineRef & { readonly pipelineRunId?: string };

/**
 * Shortens errors that repeat an earlier one: with a wrong token, each run fails with the same long text. The first one
 * stays whole; a later one says what happened to which run, and as for which run before.
 */
export class RepeatedErrors {
  #first: { readonly text: string; readonly name: string } | undefined;

  /** Shortens the message of an error that differs from the last whole one only in its subject. Returns the error. */
  shorten<T>(error: T, { pipelineName, pipelineRunId }: Subject): T {
    const name =
      pipelineRunId === undefined
        ? `pipeline ${shownName(pipelineName)}`
        : runName({ pipelineName, pipelineRunId });
    return changeMessage(error, (parts) => {
      const text = JSON.stringify({ ...parts, subject: undefined, asFor: undefined });
      if (this.#first?.text === text && this.#first.name !== name) return { asFor: this.#first.name };
      this.#first = { text, name };
      return {};
    });
  }
}
