// Runs the parts of one tier of the tests: `node tools/test-parts.mjs first|second|count`. The parts of a row run side
// by side. Each part prints one line with its time and the CPU time of all its processes, and its output if it failed.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** More generated cases than a commit is tested with. */
const MANY_CASES = { HOSTILE_CASES: "10000" };

/** Coverage runs the tests of the first tier once more: they are counted once. */
const UNCOUNTED = { TEST_COUNTS: undefined };

/** Rows of parts: names of scripts in package.json, or a name, its script, its environment and its arguments. */
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
    [["coverage", "coverage", UNCOUNTED]],
    [["test:property, more cases", "test:property", MANY_CASES], "test:docs"],
    [["engine:for-tests, with YAML", "engine:for-tests", {}, ["--yaml"]]],
    ["test:package:around"],
    ["test:e2e:around"],
  ],
};
const COUNT = join(import.meta.dirname, "..", "build", "test-counts.jsonl");

function partOf(entry) {
  const [name, script, env = {}, args = []] = typeof entry === "string" ? [entry, entry] : entry;
  return { name, script, env, args };
}

/** Runs one script, and returns how it ended. Its output is kept; a build of the engine, which takes minutes, shows its own. */
function run({ name, script, env, args }) {
  const start = performance.now();
  // The shell's own `times` has the CPU time of all processes that have ended below it.
  const command = `npm run --silent ${script} -- "$@"; status=$?; times >&3; exit $status`;
  const child = spawn("sh", ["-c", command, "sh", ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", script.startsWith("engine") ? "inherit" : "pipe", "pipe"],
  });
  const output = [];
  let times = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => output.push(chunk));
  child.stdio[3].on("data", (chunk) => (times += chunk));
  return new Promise((resolve) => {
    child.once("close", (status) => {
      const seconds = (performance.now() - start) / 1000;
      const text = Buffer.concat(output).toString();
      resolve({ name, status, seconds, cpu: cpuSeconds(times), text });
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

function report({ name, status, seconds, cpu, text }) {
  const skipped = text.split("\n").filter((line) => /skipped: /.test(line));
  if (status !== 0) process.stdout.write(text);
  for (const line of new Set(skipped)) process.stdout.write(`${line}\n`);
  const counted = [...text.matchAll(/^ {2}(\d+) (passing|pending|failing)/gm)].map(
    ([, n, what]) => `${n} ${what}`,
  );
  const end = status === 0 ? "ok" : "FAILED";
  const detail = [`${seconds.toFixed(0)} s`, `CPU ${cpu.toFixed(0)} s`, ...counted].join(", ");
  process.stdout.write(`${name}: ${end} (${detail})\n`);
}

async function runTier(tier) {
  const start = performance.now();
  const ended = [];
  for (const row of TIERS[tier]) {
    const results = row.map(async (entry) => {
      const result = await run(partOf(entry));
      report(result);
      return result;
    });
    ended.push(...(await Promise.all(results)));
    // Nothing else can run without it.
    if (row[0] === "build" && ended[0].status !== 0) break;
  }
  const failed = ended.filter(({ status }) => status !== 0).map(({ name }) => name);
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
    const parts = rows.flat().map(partOf);
    const tests = parts.filter(
      ({ name }) => name.startsWith("test:") && !(tier === "second" && name.includes("property")),
    );
    for (const part of tests) await run({ ...part, env: { TEST_COUNTS: COUNT }, args: ["--dry-run"] });
    const lines = existsSync(COUNT) ? readFileSync(COUNT, "utf8").trim().split("\n") : [];
    const sum = lines.reduce((total, line) => total + JSON.parse(line).passes + JSON.parse(line).pending, 0);
    process.stdout.write(`${tier} tier: ${sum} tests\n`);
  }
}

const [tier] = process.argv.slice(2);
if (tier === "count") await count();
else await runTier(tier);
