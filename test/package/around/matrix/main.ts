import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { ensureEngine, type Engine } from "../../../../tools/engine/find-engine.js";
import { exitAtSignals, IsolatedPulumi } from "../../../../tools/engine/isolated-pulumi.js";
import { ROOT } from "../../../../tools/root.js";
import { startTestAtlas, type TestAtlas } from "../../../helpers/local-atlas.js";
import { checkPreview, checkTypes, type NodeToUse } from "../../consumers/checks.js";
import { CONSUMER_KINDS, FURTHER_KINDS } from "../../consumers/kinds.js";
import { packInto } from "../../consumers/packed.js";
import { pinned, Projects } from "../../consumers/projects.js";
import { columns, type Column } from "./nodes.js";
import { reasons, table, type Outcome } from "./table.js";

/** Longest run of the whole, in milliseconds: each step has a limit of its own as well. */
const LONGEST_RUN = 45 * 60_000;

/** They run on the column's Node with the checkout's packages, and so with its SDK, whichever the column names. */
const UNIT_TESTS = `unit tests, with SDK ${pinned("@pulumi/pulumi")}`;

/**
 * Checks every line of Node: the checkout's unit tests, and a preview of each kind of project with the tarball. Its
 * arguments are the lines to check, such as `22 24`; none means all. Ends with a table, and with exit code 1 if anything
 * failed.
 */
async function main(): Promise<void> {
  const engine = await ensureEngine(say);
  const test = await startTestAtlas();
  exitAtSignals();
  setTimeout(giveUp, LONGEST_RUN).unref();
  try {
    const outcomes: Outcome[] = [];
    for (const column of await columns(process.argv.slice(2))) {
      outcomes.push(...(await checkColumn(column, engine, test)));
    }
    say(`\n${table(outcomes)}`);
    if (outcomes.some(({ failure }) => failure !== undefined)) {
      say(`\n${reasons(outcomes)}`);
      process.exitCode = 1;
    }
  } finally {
    await test.atlas.close();
  }
}

/** With a folder of its own, that is gone before the next column needs the room. */
async function checkColumn(column: Column, engine: Engine, test: TestAtlas): Promise<readonly Outcome[]> {
  const pulumi = new IsolatedPulumi(engine);
  try {
    const outcomes = [
      await timed(UNIT_TESTS, column, () => {
        runUnitTests(column.node);
      }),
    ];
    const tarball = packInto(pulumi.folder);
    const projects = new Projects(join(pulumi.folder, "projects"), { tarball, sdk: column.sdk });
    for (const kind of [...CONSUMER_KINDS, ...FURTHER_KINDS]) {
      const preview = async (): Promise<void> => {
        const folder = projects.folderWith(kind);
        checkTypes(folder, kind);
        await checkPreview(pulumi, test, folder, kind, column.node);
      };
      outcomes.push(await timed(kind.name, column, preview));
    }
    return outcomes;
  } finally {
    pulumi.remove();
  }
}

/** Runs a check to its end, also where it fails. */
async function timed(row: string, { title }: Column, check: () => void | Promise<void>): Promise<Outcome> {
  const start = performance.now();
  let failure: string | undefined;
  try {
    await check();
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  say(`${title}, ${row}: ${failure === undefined ? "ok" : "failed"}, ${seconds} s`);
  return { row, column: title, failure };
}

/** Runs the unit tests on a Node, with the checkout's packages, and throws what failed. */
function runUnitTests({ bin }: NodeToUse): void {
  const mocha = join(ROOT, "node_modules", "mocha", "bin", "mocha.js");
  const { TEST_COUNTS: _counts, ...inherited } = process.env;
  const result = spawnSync(
    join(bin, "node"),
    [mocha, "--reporter", "dot", "--require", "./test/helpers/no-network.ts", "test/unit/**/*.test.ts"],
    {
      cwd: ROOT,
      env: { ...inherited, PATH: [bin, inherited["PATH"]].join(delimiter) },
      encoding: "utf8",
      timeout: 300_000,
    },
  );
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(result.stdout.slice(-2000) + result.stderr);
}

function giveUp(): never {
  process.stderr.write(`the matrix has not ended after ${LONGEST_RUN / 60_000} minutes\n`);
  process.exit(1);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
