import { type LocalRun, type RunTransition } from "./pipeline-run.js";

/** The path parameters of a run. */
export interface RunPlace {
  readonly projectId: string;
  readonly pipelineName: string;
  readonly runId: string;
}

type Apply = (place: RunPlace, set: RunTransition["set"]) => void;

/** The changes to come in the runs, each with its timer. */
export class Transitions {
  readonly #timers = new Map<string, NodeJS.Timeout[]>();
  #startedAt: number | undefined;

  constructor(private readonly apply: Apply) {}

  /** Counts the seconds from now on. */
  start(runs: readonly LocalRun[]): void {
    this.#startedAt = Date.now();
    for (const run of runs) this.plan(run);
  }

  /** Plans a run's transitions in place of those that it had. A transition that is due happens at once. */
  plan({ projectId, pipelineName, run, transitions = [] }: LocalRun): void {
    const place = { projectId, pipelineName, runId: run._id };
    this.cancel(place);
    // A server that is closed must not get timers, which would keep the process alive.
    if (this.#startedAt === undefined) return;
    for (const { afterSeconds, set } of inOrder(transitions)) {
      this.#at(this.#startedAt + afterSeconds * 1000, place, structuredClone(set));
    }
  }

  /** Forgets the transitions of a run. */
  cancel(place: RunPlace): void {
    for (const timer of this.#timers.get(keyOf(place)) ?? []) clearTimeout(timer);
    this.#timers.delete(keyOf(place));
  }

  /** Forgets all transitions, and plans no more. */
  stop(): void {
    this.#startedAt = undefined;
    for (const timer of [...this.#timers.values()].flat()) clearTimeout(timer);
    this.#timers.clear();
  }

  #at(time: number, place: RunPlace, set: RunTransition["set"]): void {
    const milliseconds = time - Date.now();
    if (milliseconds <= 0) {
      this.apply(place, set);
      return;
    }
    const timer = setTimeout(this.apply, milliseconds, place, set);
    this.#timers.set(keyOf(place), [...(this.#timers.get(keyOf(place)) ?? []), timer]);
  }
}

function inOrder(transitions: readonly RunTransition[]): readonly RunTransition[] {
  return [...transitions].sort((a, b) => a.afterSeconds - b.afterSeconds);
}

/** A text that differs for different places. */
export function keyOf({ projectId, pipelineName, runId }: RunPlace): string {
  return JSON.stringify([projectId, pipelineName, runId]);
}
