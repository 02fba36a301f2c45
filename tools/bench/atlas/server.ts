import { startLocalAtlas, type LocalAtlas } from "pulumi-atlas-data-lake/testing";
import { ACCOUNT, API_KEY, TOKEN } from "./credentials.js";
import { type Command, type Counts } from "./protocol.js";
import { runOf } from "./runs.js";

/** The local Atlas in a process of its own, so that its work is not counted as the client's. */
async function main(): Promise<void> {
  const atlas = await startLocalAtlas({
    runs: Array.from({ length: Number(process.argv[2]) }, (_, n) => runOf(n)),
    accessTokens: [{ token: TOKEN }],
    serviceAccounts: [ACCOUNT],
    apiKeys: [API_KEY],
  });
  let connectionsBefore = 0;
  process.on("message", (command: Command) => {
    if (command.type === "latency") setLatency(atlas, command.milliseconds);
    process.send?.(takeCounts(atlas, atlas.connections - connectionsBefore));
    connectionsBefore = atlas.connections;
  });
  process.once("disconnect", () => void atlas.close());
  process.send?.({ baseUrl: atlas.baseUrl });
}

function setLatency(atlas: LocalAtlas, milliseconds: number): void {
  atlas.clearFaults();
  if (milliseconds === 0) return;
  for (const kind of ["api", "token", "revoke"] as const)
    atlas.fail({ type: "delay", milliseconds }, { kind });
}

function takeCounts(atlas: LocalAtlas, connections: number): Counts {
  const { requests } = atlas;
  const count = (matches: (request: (typeof requests)[number]) => boolean): number =>
    requests.filter(matches).length;
  const counts = {
    requests: requests.length,
    reads: count(({ kind, status }) => kind === "api" && status === 200),
    challenges: count(({ challenged }) => challenged),
    tokens: count(({ kind }) => kind === "token"),
    revocations: count(({ kind }) => kind === "revoke"),
    connections,
  };
  atlas.clearRequests();
  return counts;
}

void main();
