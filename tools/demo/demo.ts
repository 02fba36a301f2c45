import { randomBytes } from "node:crypto";
import { getDataLakePipelineRun, RunStateError } from "pulumi-atlas-data-lake";
import { examplePipelineRun, startLocalAtlas, type LocalAtlas } from "pulumi-atlas-data-lake/testing";
import { ensureEngine } from "../engine/find-engine.js";
import { IsolatedPulumi } from "../engine/isolated-pulumi.js";
import { NO_CREDENTIALS } from "../engine/project.js";
import { createProjects } from "./projects.js";
import { DemoStack } from "./stack.js";
import { Steps } from "./steps.js";
import { table } from "./table.js";

const PREVIEW = ["preview", "--suppress-progress"];
// The outputs are in the preview, and in the table at the end.
const UP = ["up", "--yes", "--skip-preview", "--suppress-progress", "--suppress-outputs"];

interface ApiKey {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Runs the demo, and removes all that it starts or writes before it settles. */
export async function runDemo(print: (line: string) => void, signal: AbortSignal): Promise<void> {
  const steps = new Steps(print);
  const key = { publicKey: "demo-key", privateKey: randomBytes(16).toString("hex") };
  const atlas = await startLocalAtlas({ runs: [examplePipelineRun], apiKeys: [key] });
  try {
    // First what needs no engine: a machine without one builds it for minutes.
    await readWithFunction(steps, atlas, key);
    const engine = await steps.do("Pulumi engine: find it, or get it", async (say) => {
      const found = await ensureEngine({ report: say, signal });
      say(`v${found.version} (${found.source})`);
      return found;
    });
    const pulumi = new IsolatedPulumi(engine);
    try {
      await readAndUse(steps, print, pulumi, atlas, key, signal);
    } finally {
      pulumi.remove();
    }
  } finally {
    await atlas.close();
  }
}

/** Reads the run in this process. Outside the engine, credentials and the URL of Atlas come from the environment. */
async function readWithFunction(steps: Steps, atlas: LocalAtlas, key: ApiKey): Promise<void> {
  for (const name of Object.keys(NO_CREDENTIALS)) Reflect.deleteProperty(process.env, name);
  process.env["MONGODB_ATLAS_BASE_URL"] = atlas.baseUrl;
  process.env["MONGODB_ATLAS_PUBLIC_API_KEY"] = key.publicKey;
  process.env["MONGODB_ATLAS_PRIVATE_API_KEY"] = key.privateKey;
  const { projectId, pipelineName, run } = examplePipelineRun;
  const ref = { projectId, pipelineName, pipelineRunId: run._id };
  await steps.do(`getDataLakePipelineRun in Node, without an engine, from ${atlas.baseUrl}`, async (say) => {
    const outputs = await getDataLakePipelineRun(ref);
    table({ ...outputs })
      .split("\n")
      .forEach(say);
  });
  await steps.do('the same with expectedState: "DONE", a check that fails', async (say) => {
    const error: unknown = await getDataLakePipelineRun({ ...ref, expectedState: "DONE" }).catch(
      (reason: unknown) => reason,
    );
    if (!(error instanceof RunStateError)) throw new Error("the check has not failed", { cause: error });
    say(`error: ${error.message}`);
  });
}

async function readAndUse(
  steps: Steps,
  print: (line: string) => void,
  pulumi: IsolatedPulumi,
  atlas: LocalAtlas,
  key: ApiKey,
  signal: AbortSignal,
): Promise<void> {
  const projects = createProjects(pulumi.folder);
  const { projectId, pipelineName, run } = examplePipelineRun;
  const upstream = new DemoStack(pulumi, projects.upstream, signal);
  const downstream = new DemoStack(pulumi, projects.downstream, signal);

  await steps.do(`stack with a Digest API key, its state in ${pulumi.folder}`, () =>
    upstream.create({
      config: { "mongodbatlas:baseUrl": atlas.baseUrl, projectId, pipelineName, pipelineRunId: run._id },
      secrets: { "mongodbatlas:publicKey": key.publicKey, "mongodbatlas:privateKey": key.privateKey },
    }),
  );
  await steps.do("pulumi preview: reads the run", (say) => upstream.pulumi(PREVIEW, say));
  await steps.do("pulumi up: reads it again and stores its fields", (say) => upstream.pulumi(UP, say));
  await steps.do(
    "a downstream stack that uses snapshotId and datasetName over a StackReference",
    async (say) => {
      await downstream.create({ config: { upstream: "organization/atlas-data-lake/demo" }, secrets: {} });
      await downstream.pulumi(PREVIEW, say);
      await downstream.pulumi(UP, say);
    },
  );

  const { readme, ...outputs } = await upstream.outputs();
  print("\nOutputs of the run");
  print(table(outputs));
  print("\nThe output readme, as Markdown");
  print(String(readme).trimEnd());
  print("\nOutputs downstream");
  print(table(await downstream.outputs()));
  print("\nRequests and time");
  print(table(requestCounts(atlas, steps)));
}

function requestCounts(atlas: LocalAtlas, steps: Steps): Record<string, unknown> {
  const reads = atlas.requests.filter((request) => request.status === 200).length;
  return {
    "reads of the run": `${reads} (two by the function, one in preview, one in up)`,
    "requests in all": `${atlas.requests.length} (one Digest challenge in each process)`,
    time: steps.elapsed,
  };
}
