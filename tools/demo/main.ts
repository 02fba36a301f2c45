import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getDataLakePipelineRun, RunStateError } from "pulumi-atlas-data-lake";
import {
  examplePipelineRun,
  startLocalAtlas,
  type LocalAtlas,
  type LocalAtlasOptions,
} from "pulumi-atlas-data-lake/testing";
import { ensureEngine } from "../engine/find-engine.js";
import { exitAtSignals, IsolatedPulumi } from "../engine/isolated-pulumi.js";
import { linkModules } from "../engine/link-modules.js";
import { NO_CREDENTIALS } from "../engine/project.js";
import { ROOT } from "../root.js";

const EXAMPLES = join(ROOT, "examples");
const EXAMPLE = "promote-dataset";

/** Runs `npm run demo`: reads a run with a function, and then follows an example's README on the real engine. */
async function main(): Promise<void> {
  exitAtSignals();
  const scenario = JSON.parse(readFileSync(join(EXAMPLES, "scenario.json"), "utf8")) as LocalAtlasOptions;
  const atlas = await startLocalAtlas({ ...scenario, port: 0 });
  try {
    // First what needs no engine: a machine without one builds it for minutes.
    await readWithFunction(atlas, scenario);
    console.log("\n# Pulumi engine: find it, or get it");
    const engine = await ensureEngine(console.log);
    console.log(`v${engine.version} (${engine.source})\n\n# examples/${EXAMPLE}/README.md`);
    const pulumi = new IsolatedPulumi(engine);
    try {
      await followReadme(pulumi, atlas);
    } finally {
      pulumi.remove();
    }
    const reads = atlas.requests.filter(({ status }) => status === 200).length;
    console.log(`\nreads of the run: ${reads} (two by the function, one in each preview, one in the update)`);
  } finally {
    await atlas.close();
  }
}

/** Reads the scenario's first run in this process. Outside the engine, credentials and the URL of Atlas come from the environment. */
async function readWithFunction({ baseUrl }: LocalAtlas, { runs }: LocalAtlasOptions): Promise<void> {
  for (const name of Object.keys(NO_CREDENTIALS)) Reflect.deleteProperty(process.env, name);
  process.env["MONGODB_ATLAS_BASE_URL"] = baseUrl;
  process.env["MONGODB_ATLAS_ACCESS_TOKEN"] = "offline";
  const [{ projectId, pipelineName, run } = examplePipelineRun] = runs ?? [];
  const args = { projectId, pipelineName, pipelineRunId: run._id };
  console.log(`# getDataLakePipelineRun in Node, without an engine, from ${baseUrl}`);
  for (const [name, value] of Object.entries(await getDataLakePipelineRun(args)))
    console.log(`${name.padEnd(24)}${typeof value === "string" ? value : JSON.stringify(value)}`);
  console.log('\n# the same with expectedState: "FAILED", a check that fails');
  const error: unknown = await getDataLakePipelineRun({ ...args, expectedState: "FAILED" }).catch(
    (reason: unknown) => reason,
  );
  if (!(error instanceof RunStateError)) throw new Error("the check has not failed", { cause: error });
  console.log(`error: ${error.message}`);
}

/** Runs the commands of the README, but for those of its setup, on a copy of the examples. */
async function followReadme(pulumi: IsolatedPulumi, atlas: LocalAtlas): Promise<void> {
  const folder = join(pulumi.folder, "examples");
  const filter = (path: string): boolean => !/Pulumi\.[^/]+\.yaml$|\/\.pulumi$/.test(path);
  cpSync(EXAMPLES, folder, { recursive: true, filter });
  linkModules(pulumi.folder, join(ROOT, "node_modules"), ROOT);
  const readme = readFileSync(join(folder, EXAMPLE, "README.md"), "utf8");
  const [, ...blocks] = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = ""]) => block);
  const script = blocks.join("").replaceAll("http://127.0.0.1:27080", atlas.baseUrl);
  // In a process group of its own, which ends with this process.
  const child = spawn("sh", ["-eux", "-c", script], {
    cwd: join(folder, EXAMPLE),
    env: { ...pulumi.environment, ...NO_CREDENTIALS },
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  });
  const kill = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  };
  process.prependOnceListener("exit", kill);
  const [status] = (await once(child, "exit")) as [number | null];
  process.removeListener("exit", kill);
  if (status !== 0) throw new Error(`the commands of the README ended with ${String(status)}`);
}

// The reader of the pipe has gone, as with `| head`.
process.stdout.on("error", () => process.exit(130));
main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
