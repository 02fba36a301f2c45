import { Agent } from "node:http";
import { TOKEN } from "../atlas/credentials.js";
import { PIPELINE_NAME, PROJECT_ID, runIdOf } from "../atlas/runs.js";

/** As many requests at once as the package makes. */
const CONCURRENCY = 20;

/**
 * What a program would do without the package: node-fetch, a constant token, the body parsed and nothing checked. The
 * time begins, as that of the functions, before node-fetch is loaded.
 */
async function main(runs: number): Promise<void> {
  const start = performance.now();
  const { default: fetch } = await import("node-fetch");
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  const headers = {
    accept: "application/vnd.atlas.2023-01-01+json",
    "user-agent": `pulumi-atlas-data-lake/1.0.0 node/${process.versions.node}`,
    authorization: `Bearer ${TOKEN}`,
  };
  const base = `${String(process.env["MONGODB_ATLAS_BASE_URL"])}/api/atlas/v2/groups/${PROJECT_ID}`;
  const bodies: unknown[] = [];
  const work = Array.from({ length: runs }, (_, n) => n).values();
  const worker = async (): Promise<void> => {
    for (const n of work) {
      const url = `${base}/pipelines/${PIPELINE_NAME}/runs/${runIdOf(n)}`;
      const response = await fetch(url, { headers, agent });
      if (response.status !== 200) throw new Error(`status ${response.status}`);
      bodies.push(await response.json());
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  const ms = performance.now() - start;
  if (bodies.length !== runs) throw new Error(`${bodies.length} of ${runs} runs`);
  process.stdout.write(JSON.stringify({ ms }));
  agent.destroy();
}

void main(Number(process.argv[2]));
