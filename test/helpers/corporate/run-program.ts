import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Failure, type Step, type StepResult } from "./step.js";

/** Long enough for a slow machine; a process that something keeps alive fails its test. */
const LIMIT_MS = 60_000;

/** What the machine that runs the tests has set must not decide a test. */
const FOREIGN = /proxy$|^(MONGODB_ATLAS|MCLI)_|^NODE_|^SSL_CERT_/i;

/** All that a process has shown, and how long it lived. */
export interface ProgramResult {
  readonly steps: readonly StepResult[];
  /** What it has written besides the results. */
  readonly reports: string;
  readonly seconds: number;
}

/** Runs the steps in a process with these variables, until it ends by itself. */
export async function runProgram(
  env: Readonly<Record<string, string>>,
  ...steps: readonly Step[]
): Promise<ProgramResult> {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  const start = performance.now();
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", join(__dirname, "program.ts"), JSON.stringify(steps)],
    { env: { ...Object.fromEntries(own), ...env }, timeout: LIMIT_MS },
  );
  const seconds = (performance.now() - start) / 1000;
  const end = stdout.lastIndexOf("\n");
  const results = JSON.parse(stdout.slice(end)) as readonly StepResult[];
  return { steps: results, reports: stdout.slice(0, end) + stderr, seconds };
}

/** The errors of a step in which every read failed. */
export function failures(step: StepResult | undefined): readonly Failure[] {
  return (step?.outcomes ?? []).map((outcome) => {
    if (typeof outcome === "string") throw new Error(`expected an error, got the run ${outcome}`);
    return outcome;
  });
}
