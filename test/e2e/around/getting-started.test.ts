import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeBlocks, type CodeBlock } from "../../helpers/docs/markdown.js";
import { installPacked } from "../../helpers/packed.js";
import { freePort, shell } from "../../helpers/engine/processes.js";
import { NO_CREDENTIALS } from "../../../tools/engine/project.js";
import { ROOT } from "../../../tools/root.js";
import { useEngine } from "../../helpers/use-engine.js";

/** The documents that lead from an empty folder to a run, and the heading after that part. */
const DOCUMENTS = {
  "README.md": "## The check",
  "docs/getting-started.md": "## With your own Atlas",
} as const;
const COMMAND = "pulumi-atlas-data-lake-local";
/** The port in the guide; the test takes one that is free. */
const PORT = "27080";

for (const [file, next] of Object.entries(DOCUMENTS)) {
  describe(`${file}, without an Atlas account`, function () {
    const engine = useEngine();
    let atlas: ChildProcess | undefined;

    after(async () => {
      if (atlas?.exitCode === null) {
        atlas.kill("SIGINT");
        await once(atlas, "exit");
      }
    });

    it("leads from an empty folder to a preview with outputs", async () => {
      const blocks = blocksBefore(file, next);
      const [install = "", start = "", ...scripts] = textsOf(blocks, "sh");
      const folder = join(engine.pulumi.folder, "first-run");
      mkdirSync(folder);
      assert.match(
        install,
        /^npm init -y\nnpm install pulumi-atlas-data-lake @pulumi\/pulumi typescript\S* \S+\n$/,
      );
      // In place of the registry: this checkout, packed, and what it has installed.
      await succeed(folder, "npm init -y");
      installPacked(folder);
      for (const code of [...textsOf(blocks, "yaml"), ...textsOf(blocks, "ts")]) {
        const [, name = ""] = /^(?:#|\/\/) (\S+)$/m.exec(code) ?? [];
        writeFileSync(join(folder, name), code);
      }
      const port = await freePort();
      atlas = startAtlas(folder, adapted(start, port));
      await once(atlas.stdout ?? assert.fail(), "data");
      const printed = await succeed(folder, adapted(scripts.join(""), port));
      for (const line of textsOf(blocks, "text").flatMap((text) => text.trimEnd().split("\n"))) {
        assert.ok(printed.includes(line), `not printed: ${line}\n${printed}`);
      }
    });

    /** The command as npx runs it: npx itself, asked to end, would not pass that on to it. */
    function startAtlas(folder: string, line: string): ChildProcess {
      const [npx, command, ...args] = line.trim().split(" ");
      assert.deepEqual([npx, command], ["npx", COMMAND]);
      const { bin } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
        bin: Record<string, string>;
      };
      const script = join(folder, "node_modules", "pulumi-atlas-data-lake", bin[COMMAND] ?? "");
      return spawn(process.execPath, [script, ...args], {
        cwd: folder,
        stdio: ["ignore", "pipe", "inherit"],
      });
    }

    /** Runs lines that have to succeed, and returns their output. */
    async function succeed(folder: string, script: string): Promise<string> {
      const env = { ...engine.pulumi.environment, ...NO_CREDENTIALS };
      const { code, printed } = await shell(script, folder, env);
      assert.equal(code, 0, printed);
      return printed;
    }
  });
}

function adapted(script: string, port: string): string {
  assert.ok(script.includes(PORT), script);
  return script.replaceAll(PORT, port);
}

/** The blocks of a document before a heading. */
function blocksBefore(file: string, heading: string): readonly CodeBlock[] {
  const [text = ""] = readFileSync(join(ROOT, file), "utf8").split(`\n${heading}`);
  const line = text.split("\n").length;
  return codeBlocks(file).filter(({ where }) => Number(where.split(":")[1]) < line);
}

function textsOf(blocks: readonly CodeBlock[], language: string): readonly string[] {
  return blocks.filter((block) => block.language === language).map(({ code }) => code);
}
