import { join } from "node:path";
import { engineOrSkip } from "../../engine/engine-for-tests.js";
import { IsolatedPulumi } from "../../engine/isolated-pulumi.js";
import { startTestAtlas, type TestAtlas } from "../support/local-atlas.js";
import { checkPreview, checkTypes, writeProgram } from "./consumers/consumer.js";
import { CONSUMER_KINDS } from "./consumers/kinds.js";
import { packInto } from "./consumers/packed.js";
import { pinned, Projects } from "./consumers/projects.js";

describe("a project that installs the tarball with a package manager", function () {
  let pulumi: IsolatedPulumi;
  let test: TestAtlas;
  let projects: Projects;

  before(async function () {
    this.timeout(0);
    pulumi = new IsolatedPulumi(await engineOrSkip(this));
    test = await startTestAtlas();
    const shared = { tarball: packInto(pulumi.folder), sdk: pinned("@pulumi/pulumi") };
    projects = new Projects(join(pulumi.folder, "projects"), shared);
  });

  after(async () => {
    await (test as TestAtlas | undefined)?.atlas.close();
    (pulumi as IsolatedPulumi | undefined)?.remove();
  });

  for (const kind of CONSUMER_KINDS) {
    it(`compiles, and previews a resource and functions, without a warning: ${kind.name}`, async () => {
      const folder = projects.folderFor(kind);
      writeProgram(folder, kind);
      checkTypes(folder, kind);
      await checkPreview(pulumi, test, folder, kind, { version: process.version });
    });
  }
});
