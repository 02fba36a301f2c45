import { interruptible } from "../engine/interrupt.js";
import { markdown } from "./markdown.js";
import { parseOptions, USAGE, type BenchOptions } from "./options.js";
import { profilePreviews } from "./profile/profile-previews.js";
import { runBenchmark } from "./run-benchmark.js";

/** `npm run bench`: progress on stderr, the result on stdout. Fails if it could not measure, never for what it found. */
async function main(): Promise<void> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  let options: BenchOptions;
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    say(`${(error as Error).message}\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  try {
    process.stdout.write(`${await interruptible((signal) => run(options, say, signal))}\n`);
  } catch (error) {
    say(`the benchmark failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

async function run(options: BenchOptions, say: (line: string) => void, signal: AbortSignal): Promise<string> {
  if (options.profile !== undefined) return profilePreviews(options, options.profile, say, signal);
  const report = await runBenchmark(options, say, signal);
  return options.json ? JSON.stringify(report, undefined, 2) : markdown(report);
}

void main();
