import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { startTestAtlas, type TestAtlas } from "../helpers/local-atlas.js";
import { useEngine } from "../helpers/use-engine.js";
import { checkPreview, checkTypes, type NodeToUse } from "./consumers/consumer.js";
import { CONSUMER_KINDS } from "./consumers/kinds.js";
import { packInto } from "./consumers/packed.js";
import { pinned, Projects } from "./consumers/projects.js";
import { titleOf } from "./matrix/columns.js";
import { nodeOfVersion } from "./matrix/nodes.js";
import { type Outcome, outcomeOf } from "./matrix/outcome.js";
import { table } from "./matrix/table.js";

const OWN = process.versions.node;

/** One of each line: pinned, so that no new release makes a test fail that passed the day before. */
const PINNED = ["20.19.0", "22.23.3", "24.21.0", "26.10.0"];

/** The Node that runs this takes the place of its line's. */
const VERSIONS = [OWN, ...PINNED.filter((version) => lineOf(version) !== lineOf(OWN))];

/** The oldest SDK that is supported, which runs on every Node, so that all of them share their projects. */
const SDK = pinned("@pulumi/pulumi");

describe("a project that installs the tarball with a package manager", function () {
  let test: TestAtlas;
  let projects: Projects;
  const outcomes: Outcome[] = [];
  const engine = useEngine(async ({ folder }) => {
    test = await startTestAtlas();
    projects = new Projects(join(folder, "projects"), { tarball: packInto(folder), sdk: SDK });
  });

  after(async () => {
    await (test as TestAtlas | undefined)?.atlas.close();
    if (outcomes.length > 0) process.stdout.write(`\n${table(outcomes)}\n\n`);
  });

  for (const kind of CONSUMER_KINDS.filter(({ files }) => "tsconfig.json" in files)) {
    it(`compiles, with its declarations: ${kind.name}`, () => {
      checkTypes(projects.folderWith(kind), kind);
    });
  }

  for (const version of VERSIONS) {
    describe(`on Node ${version}`, () => {
      let node: NodeToUse;

      before(async function () {
        this.timeout(0); // it may fetch the Node
        node =
          version === OWN
            ? { version: process.version, bin: dirname(process.execPath) }
            : await nodeOrSkip(this, version);
      });

      for (const kind of CONSUMER_KINDS) {
        it(`previews a resource and functions, without a warning: ${kind.name}`, async () => {
          const outcome = await outcomeOf(kind.name, titleOf(version, SDK), () =>
            checkPreview(engine.pulumi, test, projects.folderWith(kind), kind, node),
          );
          outcomes.push(outcome);
          if (outcome.failure !== undefined) assert.fail(outcome.failure);
        });
      }
    });
  }
});

function lineOf(version: string): string | undefined {
  return version.split(".")[0];
}

/** npm has each of these for Linux; elsewhere, one that it does not have leaves its tests pending, and its reason is printed. */
async function nodeOrSkip(context: { skip(): never }, version: string): Promise<NodeToUse> {
  try {
    return await nodeOfVersion(version);
  } catch (error) {
    if (process.platform === "linux") throw error;
    process.stderr.write(`tests on Node ${version} skipped: ${(error as Error).message}\n`);
    return context.skip();
  }
}
