import "./steady.js";
import dns from "node:dns";
import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { getDataLakePipelineRun } from "../../../provider/index.js";
import { type Failure, type Read, type Step, type StepResult } from "./step.js";

// The process that the tests start: what a Pulumi program does with its environment and its stack configuration.
async function main(): Promise<void> {
  // What the first request loads would count against its time limit.
  await Promise.all(["node-fetch", "https-proxy-agent", "proxy-from-env"].map((name) => import(name)));
  const steps = JSON.parse(process.argv[2] ?? "[]") as readonly Step[];
  const results: StepResult[] = [];
  for (const [index, step] of steps.entries()) results.push(await take(step, index));
  // On a line of its own, the last: what the package reports goes to the same place.
  process.stdout.write(`\n${JSON.stringify(results)}`);
}

async function take(
  { env = {}, config, reads, concurrent = false, local = false }: Step,
  index: number,
): Promise<StepResult> {
  for (const [name, value] of Object.entries(env)) process.env[name] = value;
  if (local) knowTestHosts();
  // Another time limit is another configuration: each step has a client of its own, with the environment of its time.
  const limit = String(Number(config["atlas-data-lake:retryTimeoutSeconds"] ?? "10") + index / 1000);
  pulumi.runtime.setAllConfig({ ...config, "atlas-data-lake:retryTimeoutSeconds": limit });
  const start = performance.now();
  const outcomes: (string | Failure)[] = [];
  if (concurrent) outcomes.push(...(await Promise.all(reads.map(read))));
  else for (const args of reads) outcomes.push(await read(args));
  for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
  return { outcomes, seconds: (performance.now() - start) / 1000 };
}

/** Lets names under atlas.test be found without a proxy too, as a name server of the company would. */
function knowTestHosts(): void {
  const { lookup } = dns;
  const known = (name: string, ...rest: unknown[]): void => {
    Reflect.apply(lookup, dns, [name.endsWith(".atlas.test") ? "127.0.0.1" : name, ...rest]);
  };
  Object.assign(dns, { lookup: known });
}

async function read(args: Read): Promise<string | Failure> {
  try {
    return (await getDataLakePipelineRun(args)).pipelineRunId;
  } catch (error) {
    const { name, message, code, retryable } = error as Failure;
    return { name, message, code, retryable, inspected: inspect(error, { depth: 12, showHidden: true }) };
  }
}

void main();
