import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompilerState, Extractor, ExtractorConfig, type ExtractorResult } from "@microsoft/api-extractor";
import { ROOT } from "../helpers/docs/markdown.js";

const CONFIGS = ["api-extractor.json", "api-extractor.testing.json"];

describe("the report of the public API in docs/api", function () {
  this.timeout(60_000).slow(20_000);

  let temporary: string;
  let state: CompilerState | undefined;

  before(() => {
    temporary = mkdtempSync(join(tmpdir(), "api-report-"));
  });

  after(() => {
    rmSync(temporary, { recursive: true, force: true });
  });

  function report(name: string): { result: ExtractorResult; messages: readonly string[] } {
    const config = prepare(name, temporary);
    // One compiler for both entries: it takes most of the time.
    state ??= CompilerState.create(config, {
      additionalEntryPoints: CONFIGS.map((other) => prepare(other, temporary).mainEntryPointFilePath),
    });
    const messages: string[] = [];
    const result = Extractor.invoke(config, {
      localBuild: false,
      compilerState: state,
      messageCallback: (message) => {
        if (/^(error|warning)$/.test(message.logLevel))
          messages.push(message.formatMessageWithLocation(ROOT));
        message.handled = true;
      },
    });
    return { result, messages };
  }

  for (const name of CONFIGS) {
    it(`is what the package exports, all of it by name: ${name}`, () => {
      const { result, messages } = report(name);
      const hint = "npm run docs:report writes it";
      assert.equal(result.apiReportChanged, false, `the surface differs from the checked-in report; ${hint}`);
      assert.deepEqual(messages, []);
      assert.equal(result.succeeded, true);
    });
  }
});

function prepare(name: string, temporary: string): ExtractorConfig {
  const configObjectFullPath = join(ROOT, "docs", "api", name);
  const configObject = ExtractorConfig.loadFile(configObjectFullPath);
  if (configObject.apiReport) configObject.apiReport.reportTempFolder = temporary;
  return ExtractorConfig.prepare({
    configObject,
    configObjectFullPath,
    packageJsonFullPath: join(ROOT, "package.json"),
  });
}
