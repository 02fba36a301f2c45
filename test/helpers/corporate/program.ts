import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { type GetDataLakePipelineRunArgs } from "../../../provider/index.js";

type Read = Pick<GetDataLakePipelineRunArgs, "projectId" | "pipelineName" | "pipelineRunId"> &
  Record<"projectId" | "pipelineName" | "pipelineRunId", string>;

/** Some reads with one configuration. */
export interface Step {
  /** Set for this step only. What Node itself reads at its start has to be set for the whole process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Stack configuration. */
  readonly config: Readonly<Record<string, string>>;
  readonly reads: readonly Read[];
  readonly concurrent?: boolean;
}

/** The error of one read. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly retryable: boolean;
}

/** For each read of a step the run's id, or its error. */
export type StepResult = readonly (string | Failure)[];

/** The environment of the machine that runs the tests must not decide a test. */
const FOREIGN = /proxy$|^(MONGODB_ATLAS|MCLI)_|^NODE_|^SSL_CERT_/i;

/** Longest time that a process may take to end by itself, in milliseconds: enough for a slow machine. */
const END_TIMEOUT = 20_000;

/** A process of its own that reads: a Pulumi program with its environment and its stack configuration. */
export class Program {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #output = "";

  constructor(env: Readonly<Record<string, string>>) {
    const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
    this.#child = fork(__filename, [], {
      env: { ...Object.fromEntries(own), ...env },
      execArgv: ["--import", "tsx"],
      silent: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (bytes: Buffer) => (this.#output += bytes.toString()));
    }
    this.#closed = once(this.#child, "close");
  }

  /** Takes the steps one after another. */
  async run(...steps: readonly Step[]): Promise<readonly StepResult[]> {
    this.#child.send(steps);
    const ended = this.#closed.then(() => {
      throw new Error(`the program has ended: ${this.#output}`);
    });
    const [results] = (await Promise.race([once(this.#child, "message"), ended])) as [readonly StepResult[]];
    return results;
  }

  /** The errors of steps in which every read must fail. */
  async fail(...steps: readonly Step[]): Promise<readonly Failure[]> {
    return (await this.run(...steps)).flat().map((outcome) => {
      if (typeof outcome === "string") throw new Error(`expected an error, got the run ${outcome}`);
      return outcome;
    });
  }

  /**
   * Lets the process end by itself, or with `process.exit`, and returns its output. Fails if something keeps it alive.
   * Can be called again.
   */
  async end(how: "end" | "exit" = "end"): Promise<string> {
    // The process itself disconnects: after a disconnect of this side, Node emits no "close".
    if (this.#child.connected) this.#child.send(how);
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), END_TIMEOUT);
    await this.#closed;
    clearTimeout(timer);
    if (this.#child.exitCode !== 0) throw new Error(`the program did not end by itself: ${this.#output}`);
    return this.#output;
  }
}

/** The process itself: it takes the steps of each message. */
function main(): void {
  // Before the package is loaded: with the longest delays, a test knows how many attempts fit into a deadline.
  Math.random = () => 1;
  // What the first request loads would count against its timeout.
  const loaded = Promise.all(
    ["node-fetch", "https-proxy-agent", "proxy-from-env"].map((name) => import(name)),
  );
  let taken = 0;
  process.on("message", (steps: readonly Step[] | "end" | "exit") => {
    if (steps === "exit") process.exit();
    if (steps === "end") {
      process.disconnect();
      return;
    }
    void loaded.then(async () => {
      const results: StepResult[] = [];
      for (const step of steps) results.push(await take(step, taken++));
      process.send?.(results);
    });
  });
}

async function take(
  { env = {}, config, reads, concurrent = false }: Step,
  index: number,
): Promise<StepResult> {
  const pulumi = await import("@pulumi/pulumi");
  for (const [name, value] of Object.entries(env)) process.env[name] = value;
  // Another deadline is another configuration: each step has a client of its own, with the environment of its time.
  const limit = String(Number(config["atlas-data-lake:retryTimeoutSeconds"] ?? "10") + index / 1000);
  pulumi.runtime.setAllConfig({ ...config, "atlas-data-lake:retryTimeoutSeconds": limit });
  const outcomes: (string | Failure)[] = [];
  if (concurrent) outcomes.push(...(await Promise.all(reads.map(read))));
  else for (const args of reads) outcomes.push(await read(args));
  for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
  return outcomes;
}

async function read(args: Read): Promise<string | Failure> {
  const { getDataLakePipelineRun } = await import("../../../provider/index.js");
  try {
    return (await getDataLakePipelineRun(args)).pipelineRunId;
  } catch (error) {
    const { name, message, code, retryable } = error as Failure;
    return { name, message, code, retryable };
  }
}

if (require.main === module) main();
