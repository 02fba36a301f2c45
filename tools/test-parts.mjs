// Runs the parts of one tier of the tests: `node tools/test-parts.mjs first|second|count`. The parts of a row run side
// by side. Each part prints one line with its time and the CPU time of all its processes, and its output if it failed.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Rows of parts: the scripts of package.json, with their environment before and their arguments behind. */
const TIERS = {
  first: [
    ["build"],
    ["lint", "test:unit", "test:property"],
    ["engine:for-tests", "test:integration"],
    ["test:package", "test:e2e"],
  ],
  second: [
    ["build"],
    ["format:check", "knip", "lint:workflows"],
    ["TEST_COUNTS= coverage"], // These tests are counted in the first tier.
    ["HOSTILE_CASES=10000 test:property", "test:docs"],
    ["engine:for-tests -- --yaml"],
    ["test:package:around"],
    ["test:e2e:around"],
  ],
};
const COUNT = join(import.meta.dirname, "..", "build", "test-counts.jsonl");

/** Runs one part, and returns how it ended. Its output is kept; a build of the engine, which takes minutes, shows its own. */
function run(part, env = {}) {
  const start = performance.now();
  // The shell's own `times` has the CPU time of all processes that have ended below it.
  const command = part.replace(/[a-z]/, "npm run --silent $&");
  const child = spawn("sh", ["-c", `${command}; status=$?; times >&3; exit $status`], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", part.startsWith("engine") ? "inherit" : "pipe", "pipe"],
  });
  const output = [];
  let times = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => output.push(chunk));
  child.stdio[3].on("data", (chunk) => (times += chunk));
  return new Promise((resolve) => {
    child.once("close", (status) => {
      const seconds = (performance.now() - start) / 1000;
      resolve({ part, status, seconds, cpu: cpuSeconds(times), text: Buffer.concat(output).toString() });
    });
  });
}

/** The second line of `times`, such as `1m2.340s 0m5.120s`, in seconds. */
function cpuSeconds(times) {
  const all = [...times.matchAll(/(\d+)m([\d.,]+)s/g)].map(
    ([, m, s]) => 60 * Number(m) + Number(s.replace(",", ".")),
  );
  return (all[2] ?? 0) + (all[3] ?? 0);
}

function report({ part, status, seconds, cpu, text }) {
  const skipped = text.split("\n").filter((line) => /skipped: /.test(line));
  if (status !== 0) process.stdout.write(text);
  for (const line of new Set(skipped)) process.stdout.write(`${line}\n`);
  const counted = [...text.matchAll(/^ {2}(\d+) (passing|pending|failing)/gm)].map(
    ([, n, what]) => `${n} ${what}`,
  );
  const end = status === 0 ? "ok" : "FAILED";
  const detail = [`${seconds.toFixed(0)} s`, `CPU ${cpu.toFixed(0)} s`, ...counted].join(", ");
  process.stdout.write(`${part}: ${end} (${detail})\n`);
}

async function runTier(tier) {
  const start = performance.now();
  const ended = [];
  for (const row of TIERS[tier]) {
    const results = row.map(async (part) => {
      ended.push(await run(part));
      report(ended.at(-1));
    });
    await Promise.all(results);
    if (row[0] === "build" && ended[0].status !== 0) break; // Nothing else can run without it.
  }
  const failed = ended.filter(({ status }) => status !== 0).map(({ part }) => part);
  const cpu = ended.reduce((sum, part) => sum + part.cpu, 0);
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(`${tier} tier: ${(seconds / 60).toFixed(1)} min, CPU ${(cpu / 60).toFixed(1)} min\n`);
  if (failed.length > 0) process.stdout.write(`failed: ${failed.join(", ")}\n`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

/** Prints how many tests each tier has, without running them. */
async function count() {
  for (const [tier, rows] of Object.entries(TIERS)) {
    rmSync(COUNT, { force: true });
    for (const part of rows.flat().filter((part) => part.startsWith("test:")))
      await run(`${part} -- --dry-run`, { TEST_COUNTS: COUNT });
    const lines = existsSync(COUNT) ? readFileSync(COUNT, "utf8").trim().split("\n") : [];
    const sum = lines.reduce((total, line) => total + JSON.parse(line).passes + JSON.parse(line).pending, 0);
    process.stdout.write(`${tier} tier: ${sum} tests\n`);
  }
}

const [tier] = process.argv.slice(2);
await (tier === "count" ? count() : runTier(tier));
