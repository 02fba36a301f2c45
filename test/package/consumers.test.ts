import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { engineOrSkip } from "../../engine/engine-for-tests.js";
import { IsolatedPulumi } from "../../engine/isolated-pulumi.js";
import { startTestAtlas, type TestAtlas } from "../support/local-atlas.js";
import { checkPreview, checkTypes, type NodeToUse, writeProgram } from "./consumers/consumer.js";
import { CONSUMER_KINDS } from "./consumers/kinds.js";
import { packInto } from "./consumers/packed.js";
import { pinned, Projects } from "./consumers/projects.js";
import { nodeOfVersion } from "./matrix/nodes.js";
import { type Outcome, outcomeOf } from "./matrix/outcome.js";
import { table } from "./matrix/table.js";

const OWN: NodeToUse = { version: process.version, bin: dirname(process.execPath) };

/** One of each later line: pinned, so that nobody's release makes a test fail that passed the day before. */
const FURTHER_VERSIONS = ["v22.23.3", "v24.21.0", "v26.10.0"];

const VERSIONS = new Set([OWN.version, ...FURTHER_VERSIONS]);

/** The oldest SDK that is supported, which runs on every Node, so that all of them share their projects. */
const SDK = pinned("@pulumi/pulumi");

describe("a project that installs the tarball with a package manager", function () {
  let pulumi: IsolatedPulumi;
  let test: TestAtlas;
  let projects: Projects;
  const outcomes: Outcome[] = [];

  before(async function () {
    this.timeout(0);
    pulumi = new IsolatedPulumi(await engineOrSkip(this));
    test = await startTestAtlas();
    projects = new Projects(join(pulumi.folder, "projects"), { tarball: packInto(pulumi.folder), sdk: SDK });
  });

  after(async () => {
    await (test as TestAtlas | undefined)?.atlas.close();
    (pulumi as IsolatedPulumi | undefined)?.remove();
    if (outcomes.length > 0) process.stdout.write(`\n${table(outcomes)}\n\n`);
  });

  for (const kind of CONSUMER_KINDS.filter(({ files }) => "tsconfig.json" in files)) {
    it(`compiles, with its declarations: ${kind.name}`, () => {
      const folder = projects.folderFor(kind);
      writeProgram(folder, kind);
      checkTypes(folder, kind);
    });
  }

  for (const version of VERSIONS) {
    describe(`on Node ${version.slice(1)}`, () => {
      let node: NodeToUse;

      before(function () {
        this.timeout(0); // it may fetch the Node
        node = version === OWN.version ? OWN : nodeOfVersion(version.slice(1));
      });

      for (const kind of CONSUMER_KINDS) {
        it(`previews a resource and functions, without a warning: ${kind.name}`, async () => {
          const outcome = await outcomeOf(kind.name, `Node ${version.slice(1)}, SDK ${SDK}`, async () => {
            const folder = projects.folderFor(kind);
            writeProgram(folder, kind);
            await checkPreview(pulumi, test, folder, kind, node);
          });
          outcomes.push(outcome);
          if (outcome.failure !== undefined) assert.fail(outcome.failure);
        });
      }
    });
  }
});
