import { join } from "node:path";
import { startTestAtlas, type TestAtlas } from "../helpers/local-atlas.js";
import { tempFolder } from "../helpers/temp-folder.js";
import { useEngine } from "../helpers/use-engine.js";
import { checkPreview, checkTypes, OWN_NODE } from "./consumers/checks.js";
import { TEMPLATE_KIND } from "./consumers/kinds.js";
import { packInto } from "../helpers/packed.js";
import { pinned, Projects } from "./consumers/projects.js";

describe("a TypeScript project that installs the tarball with npm", function () {
  this.timeout(240_000).slow(60_000);

  let test: TestAtlas;
  let folder: ReturnType<typeof tempFolder>;
  let project: string;

  before(async () => {
    folder = tempFolder();
    test = await startTestAtlas();
    const shared = { tarball: packInto(folder.path), sdk: pinned("@pulumi/pulumi") };
    project = new Projects(join(folder.path, "projects"), shared).folderWith(TEMPLATE_KIND);
  });

  after(async () => {
    folder.remove();
    await (test as TestAtlas | undefined)?.atlas.close();
  });

  it("compiles, with its declarations", () => {
    checkTypes(project, TEMPLATE_KIND);
  });

  describe("on the engine", () => {
    const engine = useEngine();

    it("previews a resource and functions, without a warning", async () => {
      await checkPreview(engine.pulumi, test, project, TEMPLATE_KIND, OWN_NODE);
    });
  });
});
