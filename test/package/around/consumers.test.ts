import { join } from "node:path";
import { startTestAtlas, type TestAtlas } from "../../helpers/local-atlas.js";
import { useEngine } from "../../helpers/use-engine.js";
import { checkPreview, checkTypes, OWN_NODE, type NodeToUse } from "../consumers/checks.js";
import { CONSUMER_KINDS } from "../consumers/kinds.js";
import { packInto } from "../consumers/packed.js";
import { oldestSdk, Projects } from "../consumers/projects.js";
import { nodeOfVersion } from "./matrix/nodes.js";

const OWN = process.versions.node;

/** One of each line: pinned, so that no new release makes a test fail that passed the day before. */
const PINNED = ["20.19.0", "22.23.3", "24.21.0", "26.10.0"];

/** The Node that runs this takes the place of its line's. */
const VERSIONS = [OWN, ...PINNED.filter((version) => lineOf(version) !== lineOf(OWN))];

describe("a project that installs the tarball with a package manager", function () {
  this.timeout(240_000).slow(60_000);

  let test: TestAtlas;
  let projects: Projects;
  const engine = useEngine(async ({ folder }) => {
    test = await startTestAtlas();
    // The oldest SDK that is supported runs on every Node, so that all of them share their projects.
    const shared = { tarball: packInto(folder), sdk: oldestSdk() };
    projects = new Projects(join(folder, "projects"), shared);
  });

  after(async () => {
    await (test as TestAtlas | undefined)?.atlas.close();
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
        node = version === OWN ? OWN_NODE : await nodeOrSkip(this, version);
      });

      for (const kind of CONSUMER_KINDS) {
        it(`previews a resource and functions, without a warning: ${kind.name}`, async () => {
          await checkPreview(engine.pulumi, test, projects.folderWith(kind), kind, node);
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
