import { randomBytes } from "node:crypto";
import { examplePipelineRun, startLocalAtlas, type LocalAtlas } from "pulumi-atlas-data-lake/testing";
import { ensureEngine } from "../engine/find-engine.js";
import { IsolatedPulumi } from "../engine/isolated-pulumi.js";
import { createProjects } from "./projects.js";
import { DemoStack } from "./stack.js";
import { Steps } from "./steps.js";
import { table } from "./table.js";

const PREVIEW = ["preview", "--suppress-progress"];
// The outputs are in the preview, and in the table at the end.
const UP = ["up", "--yes", "--skip-preview", "--suppress-progress", "--suppress-outputs"];

/** Runs the demo, and removes all that it starts or writes before it settles. */
export async function runDemo(print: (line: string) => void, signal: AbortSignal): Promise<void> {
  const steps = new Steps(print);
  const engine = await steps.do("Pulumi engine: find it, or get it", async (say) => {
    const found = await ensureEngine({ report: say });
    say(`v${found.version} (${found.source})`);
    return found;
  });
  signal.throwIfAborted();
  const pulumi = new IsolatedPulumi(engine);
  const key = { publicKey: "demo-key", privateKey: randomBytes(16).toString("hex") };
  const atlas = await startLocalAtlas({ runs: [examplePipelineRun], apiKeys: [key] });
  try {
    await readAndUse(steps, print, pulumi, atlas, key, signal);
  } finally {
    await atlas.close();
    pulumi.remove();
  }
}

async function readAndUse(
  steps: Steps,
  print: (line: string) => void,
  pulumi: IsolatedPulumi,
  atlas: LocalAtlas,
  key: { publicKey: string; privateKey: string },
  signal: AbortSignal,
): Promise<void> {
  const projects = createProjects(pulumi.folder);
  const { projectId, pipelineName, run } = examplePipelineRun;
  const upstream = new DemoStack(pulumi, projects.upstream, signal);
  const downstream = new DemoStack(pulumi, projects.downstream, signal);

  await steps.do(
    `local Atlas at ${atlas.baseUrl}; stack with a Digest API key, its state in ${pulumi.folder}`,
    () =>
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
    "reads of the run": `${reads} (one in preview, one in up)`,
    "requests in all": `${atlas.requests.length} (one Digest challenge in each process)`,
    time: steps.elapsed,
  };
}
