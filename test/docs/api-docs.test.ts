import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as typedoc from "typedoc";
import { ReflectionKind } from "typedoc";
import { OPTIONAL_FIELDS } from "../../provider/run/fields.js";
import { RUN_ARGUMENTS } from "../../provider/run/run-ref.js";
import { runCommand } from "../../tools/engine/run-command.js";
import { ROOT } from "../helpers/docs/markdown.js";
import { fetchOnce } from "../helpers/npm.js";

const CHROMIUM = "138.0.2";
const PUPPETEER = "24.43.1";
const PHONE = { width: 420, height: 800 };
const SCREEN = { width: 1200, height: 800 };

/** Keeps what TypeDoc says. */
class Lines extends typedoc.Logger {
  readonly lines: string[] = [];

  override log(message: string, level: typedoc.LogLevel): void {
    super.log(message, level);
    if (level >= typedoc.LogLevel.Warn) this.lines.push(message);
  }
}

/** The part of puppeteer-core that is used here: it is no dependency, since it takes 46 MB with its own. */
interface Puppeteer {
  readonly launch: (options: object) => Promise<Browser>;
}
interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}
interface Page {
  goto(url: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  setViewport(size: typeof SCREEN): Promise<void>;
  screenshot(): Promise<Uint8Array>;
}

describe("the API documentation", function () {
  this.timeout(60_000).slow(30_000);

  let folder: string;
  let project: typedoc.ProjectReflection;
  const logger = new Lines();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "api-docs-"));
    const options = { options: join(ROOT, "typedoc.config.mjs") };
    const readers = [new typedoc.TypeDocReader(), new typedoc.TSConfigReader()];
    const app = await typedoc.Application.bootstrap(options, readers);
    app.logger = logger;
    project = (await app.convert()) ?? assert.fail(logger.lines.join("\n"));
    app.validate(project);
    await app.generateDocs(project, folder);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is made without a warning: each name has a docstring, each link a target, each class and function an example", () => {
    assert.deepEqual(logger.lines, []);
    for (const page of ["modules/pulumi-atlas-data-lake", "modules/pulumi-atlas-data-lake_testing"])
      assert.ok(existsSync(join(folder, `${page}.html`)), page);
    const hasExample = ({ comment }: typedoc.Reflection): boolean =>
      comment?.getTag("@example") !== undefined;
    const classes = project.getReflectionsByKind(ReflectionKind.Class);
    const functions = project
      .getReflectionsByKind(ReflectionKind.CallSignature)
      .filter(({ parent }) => parent?.kindOf(ReflectionKind.Function));
    const without = [...classes, ...functions].filter((reflection) => !hasExample(reflection));
    assert.deepEqual(
      without.map((reflection) => reflection.getFullName()),
      [],
    );
  });

  for (const name of ["DataLakePipelineRun", "GetDataLakePipelineRunResult"]) {
    it(`has the docstring of each field of ${name}, which are written once`, () => {
      const fields = [...RUN_ARGUMENTS, ...OPTIONAL_FIELDS];
      const found = [ReflectionKind.Class, ReflectionKind.Interface]
        .flatMap((kind) => project.getReflectionsByKind(kind))
        .filter(
          (reflection): reflection is typedoc.DeclarationReflection =>
            reflection.name === name && "children" in reflection,
        )
        .flatMap(({ children = [] }) => children.filter((child) => child.comment).map((child) => child.name));
      assert.deepEqual(found.filter((field) => (fields as string[]).includes(field)).sort(), fields.sort());
    });
  }

  describe("in a browser", () => {
    let browser: Browser | undefined;
    let page: Page;

    before(async function () {
      this.timeout(0); // It may fetch both.
      const executablePath = await chromiumOrSkip(this);
      const puppeteer = await fetchOnce("puppeteer-core", PUPPETEER);
      const { launch } = createRequire(join(puppeteer, "package.json"))("puppeteer-core") as Puppeteer;
      // Without a sandbox, since it is not to be had as root; the pages are our own.
      browser = await launch({ executablePath, headless: "shell", args: ["--no-sandbox", "--disable-gpu"] });
      page = await browser.newPage();
    });

    after(() => browser?.close());

    async function open(file: string): Promise<void> {
      await page.goto(pathToFileURL(join(folder, file)).href);
      // TypeDoc hides a page for half a second, until it has read the theme.
      await page.evaluate("document.body.style.removeProperty('display')");
    }

    /** The texts of all elements that are shown. */
    async function texts(selector: string): Promise<readonly string[]> {
      const shown = `[...document.querySelectorAll("${selector}")].filter((found) => found.checkVisibility())`;
      return (await page.evaluate(`${shown}.map(({ textContent }) => textContent.trim())`)) as string[];
    }

    it("has no page that is blank or wider than a phone", async () => {
      const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
      const files = names.filter((name) => name.endsWith(".html"));
      assert.ok(files.length > 50, `${files.length} pages`);
      await page.setViewport(PHONE);
      const wrong: string[] = [];
      for (const file of files) {
        await open(file);
        const width = Number(await page.evaluate("document.scrollingElement.scrollWidth"));
        const text = String(await page.evaluate("document.querySelector('.col-content').innerText"));
        if (width > PHONE.width || text.trim().length < 80)
          wrong.push(`${file}: ${width} px, ${text.length}`);
      }
      assert.deepEqual(wrong, []);
    });

    it("begins with the README, and leads to each guide", async () => {
      await page.setViewport(SCREEN);
      await open("index.html");
      assert.deepEqual(await texts(".col-content h1"), ["pulumi-atlas-data-lake"]);
      const links = (await page.evaluate("[...document.links].map(({ href }) => href)")) as string[];
      for (const guide of readdirSync(join(ROOT, "docs")).filter((name) => /^[a-z].*\.md$/.test(name))) {
        const target = pathToFileURL(join(folder, "documents", guide.replace(".md", ".html"))).href;
        assert.ok(links.includes(target), guide);
      }
    });

    it("shows text on the first screen of the index: a screenshot is not of one colour", async () => {
      for (const size of [SCREEN, PHONE]) {
        await page.setViewport(size);
        await open("index.html");
        const full = await page.screenshot();
        await page.evaluate("document.querySelector('.container-main').remove()");
        const empty = await page.screenshot();
        assert.ok(full.length > 3 * empty.length, `${full.length} bytes, ${empty.length} without the page`);
      }
    });

    it("lists functions and classes first, each with a line that says what it is", async () => {
      await page.setViewport(SCREEN);
      await open("modules/pulumi-atlas-data-lake.html");
      const groups = await texts(".col-content h2");
      assert.deepEqual(groups.slice(0, 3), ["Functions", "Classes", "Errors"]);
      const summaries = await texts("dd.tsd-member-summary");
      assert.ok(summaries.length > 30, `${summaries.length} summaries`);
      assert.ok(!summaries.includes(""));
    });
  });
});

/**
 * Returns the path of Chromium without a window, from npm, 190 MB once a machine. Elsewhere than on Linux x64, and
 * without its libraries, the tests become pending, and one line says why.
 */
async function chromiumOrSkip(context: { skip(): never }): Promise<string> {
  const skip = (why: string): never => {
    process.stderr.write(`browser tests skipped: ${why}\n`);
    return context.skip();
  };
  if (process.platform !== "linux" || process.arch !== "x64") skip("npm has Chromium for Linux x64 only");
  const executable = join(await fetchOnce("@sparticuz/chromium", CHROMIUM, unpack), "chromium");
  const { failure } = await runCommand(executable, ["--version"], { timeout: 60_000 });
  return failure === undefined
    ? executable
    : skip(`Chromium does not run here (libnss3 is needed): ${failure}`);
}

/** Unpacks the executable, which the package does at run time, and removes the rest. */
async function unpack(folder: string): Promise<void> {
  const code = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath());';
  const options = { cwd: folder, env: { TMPDIR: folder }, timeout: 120_000 };
  const { failure } = await runCommand(process.execPath, ["-e", code], options);
  if (failure !== undefined) throw new Error(`Chromium cannot be unpacked: ${failure}`);
  for (const name of readdirSync(folder)) {
    if (name !== "chromium") rmSync(join(folder, name), { recursive: true, force: true });
  }
}
