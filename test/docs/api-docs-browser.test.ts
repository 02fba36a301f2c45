import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, type Browser, type Page } from "puppeteer-core";
import { Application, TSConfigReader, TypeDocReader } from "typedoc";
import { chromiumOrSkip } from "../helpers/docs/browser.js";
import { ROOT } from "../helpers/docs/markdown.js";

const PHONE = { width: 420, height: 800 };
const SCREEN = { width: 1200, height: 800 };

describe("the API documentation in a browser", function () {
  this.timeout(120_000).slow(60_000);

  let folder: string;
  let browser: Browser | undefined;
  let page: Page;

  before(async function () {
    this.timeout(0);
    const executablePath = await chromiumOrSkip(this);
    folder = mkdtempSync(join(tmpdir(), "api-docs-"));
    const options = { options: join(ROOT, "typedoc.config.mjs") };
    const app = await Application.bootstrap(options, [new TypeDocReader(), new TSConfigReader()]);
    await app.generateDocs((await app.convert()) ?? assert.fail("TypeDoc fails"), folder);
    // Without a sandbox, since it is not to be had as root; the pages are our own.
    browser = await launch({ executablePath, headless: "shell", args: ["--no-sandbox", "--disable-gpu"] });
    page = await browser.newPage();
  });

  after(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

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
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".html"),
    );
    assert.ok(files.length > 50, `${files.length} pages`);
    await page.setViewport(PHONE);
    const wrong: string[] = [];
    for (const file of files) {
      await open(file);
      const width = Number(await page.evaluate("document.scrollingElement.scrollWidth"));
      const text = String(await page.evaluate("document.querySelector('.col-content').innerText"));
      if (width > PHONE.width || text.trim().length < 80) wrong.push(`${file}: ${width} px, ${text.length}`);
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
    assert.deepEqual(
      summaries.filter((text) => text === ""),
      [],
    );
  });
});
