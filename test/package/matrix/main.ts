import { join } from "node:path";
import { type Engine } from "../../../tools/engine/engine.js";
import { ensureEngine } from "../../../tools/engine/find-engine.js";
import { IsolatedPulumi } from "../../../tools/engine/isolated-pulumi.js";
import { startTestAtlas, type TestAtlas } from "../../helpers/local-atlas.js";
import { checkPreview, checkTypes } from "../consumers/consumer.js";
import { CONSUMER_KINDS, FURTHER_KINDS } from "../consumers/kinds.js";
import { packInto } from "../consumers/packed.js";
import { pinned, Projects } from "../consumers/projects.js";
import { columns, type Column } from "./columns.js";
import { outcomeOf, type Outcome } from "./outcome.js";
import { reasons, table } from "./table.js";
import { runUnitTests } from "./unit-tests.js";

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
  const engine = await ensureEngine({ report: say });
  const test = await startTestAtlas();
  // Not the default, which is to end without the clean-up.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
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

async function timed(row: string, { title }: Column, check: () => void | Promise<void>): Promise<Outcome> {
  const start = performance.now();
  const outcome = await outcomeOf(row, title, check);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  say(`${title}, ${row}: ${outcome.failure === undefined ? "ok" : "failed"}, ${seconds} s`);
  return outcome;
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
