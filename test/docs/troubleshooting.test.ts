import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as atlas from "../../provider/index.js";
import { examplePipelineRun, startLocalAtlas, type LocalAtlas } from "../../provider/testing/index.js";
import sinon from "sinon";
import { errorOf, FAILURES } from "../helpers/docs/failures.js";
import { anchorsOf, headingsOf, readMarkdown } from "../helpers/docs/markdown.js";

const EXPORTS: Readonly<Record<string, unknown>> = atlas;
const FILE = "docs/troubleshooting.md";

/** The message that a section shows: its first block of text. */
function documented(code: string): string | undefined {
  const [, section] = readMarkdown(FILE).split(`### \`${code}\`\n`);
  return /^```text\n(.*?)\n```$/ms.exec(section?.split(/^##/m)[0] ?? "")?.[1];
}

/** The class that the table of all codes shows for one, in a row that leads to its section. */
function classInTable(code: string): string | undefined {
  const row = readMarkdown(FILE)
    .split("\n")
    .find((line) => line.startsWith("|") && line.includes(`[\`${code}\`](#${code.toLowerCase()})`));
  return /\| `(\w+)` /.exec(row ?? "")?.[1];
}

/** A message as the guide shows it: of Atlas itself, with the default limit, and without what differs each time. */
function shown(message: string, local: LocalAtlas): string {
  return message
    .replaceAll(local.baseUrl, "https://cloud.mongodb.com")
    .replaceAll("http://127.0.0.1:9", "https://cloud.mongodb.com")
    .replace("within 0.3 s", "within 30 s")
    .replace(/after \d+ attempts in [\d.]+ s/, "after 3 attempts in … s");
}

describe("the troubleshooting guide", () => {
  let local: LocalAtlas;
  let configBefore: Record<string, string>;

  before(() => {
    configBefore = pulumi.runtime.allConfig();
  });

  beforeEach(async () => {
    sinon.stub(process, "env").value({ PATH: process.env["PATH"] });
    sinon.stub(pulumi.log, "info").resolves();
    const accessTokens = [{ token: "right" }];
    local = await startLocalAtlas({ runs: [examplePipelineRun], accessTokens });
  });

  afterEach(async () => {
    sinon.restore();
    pulumi.runtime.setAllConfig(configBefore);
    await local.close();
  });

  for (const [code, failure] of Object.entries(FAILURES)) {
    it(`has a row and a section on ${code}, with the class and the message that really come`, async () => {
      const error = await errorOf(failure, local);
      assert.equal(error.code, code);
      const type = EXPORTS[classInTable(code) ?? ""];
      assert.ok(typeof type === "function" && error instanceof type);
      assert.ok(anchorsOf(FILE).has(code.toLowerCase()));
      assert.equal(documented(code), shown(error.message, local));
    });
  }

  it("has no section on a code that does not exist", () => {
    const codes = headingsOf(FILE).filter((heading) => /^[A-Z_]+$/.test(heading));
    assert.deepEqual(codes, Object.keys(FAILURES));
    assert.ok(new atlas.AtlasError("GONE", "").code in FAILURES);
  });
});
