import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type PulumiOptions, type PulumiResult } from "../../../tools/engine/isolated-pulumi.js";
import { linkModules } from "../../../tools/engine/link-modules.js";
import { ROOT } from "../../../tools/root.js";
import { useEngine } from "../../helpers/use-engine.js";

const PROGRAM = `
  import * as pulumi from "@pulumi/pulumi";
  const config: pulumi.Config = new pulumi.Config();
  export const greeting: string = "hello " + config.require("name");
  export const password: pulumi.Output<string> = config.requireSecret("password");
  export const stack = pulumi.getStack();
  console.log("to stdout");
  console.error("to stderr");
  process.stdout.write("no line end");
`;

/**
 * A program that fails in a promise without a handler. Where the SDK itself waits (an exported async function), its own
 * frames are in the stack, and on Node versions with nodejs/node#64011 the SDK then takes 12 s to print them in colour.
 */
const FAILING = 'void (async () => {\n  await null;\n  throw new Error("boom");\n})();';

/** Writes down its own process and the language host's, ignores interrupts, and never ends. */
const HANGING = `
  require("node:fs").writeFileSync("pids.json", JSON.stringify([process.pid, process.ppid]));
  process.on("SIGINT", () => undefined);
  setInterval(() => undefined, 1000);
`;

describe("a plain CLI run of a Node program", () => {
  let project: string;
  const engine = useEngine(({ folder }) => {
    linkModules(folder, join(ROOT, "node_modules"), ROOT);
    mkdirSync(join(folder, "projects"));
  });

  async function write(name: "index.js" | "index.ts", program: string): Promise<void> {
    project = mkdtempSync(join(engine.pulumi.folder, "projects", "p"));
    writeFileSync(join(project, "Pulumi.yaml"), "name: sample\nruntime: nodejs\n");
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "sample", main: name }));
    writeFileSync(join(project, name), program);
    await succeeds(["stack", "select", "dev", "--create"]);
  }

  function pulumi(args: readonly string[], options: Partial<PulumiOptions> = {}): Promise<PulumiResult> {
    return engine.pulumi.run(args, { cwd: project, ...options });
  }

  async function succeeds(args: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await pulumi(args);
    assert.equal(exitCode, 0, `pulumi ${args.join(" ")}\n${stdout}\n${stderr}`);
    return stdout;
  }

  it("takes a TypeScript program through preview, up and stack output, and shows what it prints", async () => {
    await write("index.ts", PROGRAM);
    await succeeds(["config", "set-all", "--plaintext", "name=world", "--secret", "password=s3cret"]);
    const preview = await succeeds(["preview"]);
    for (const line of ['greeting: "hello world"', "to stdout", "to stderr", "no line end"])
      assert.ok(preview.includes(line), line);
    const up = await succeeds(["up", "--yes", "--skip-preview"]);
    assert.match(up, /password: \[secret\]/);
    assert.doesNotMatch(up, /s3cret/);
    const outputs = await succeeds(["stack", "output", "--json", "--show-secrets"]);
    assert.deepEqual(JSON.parse(outputs), { greeting: "hello world", stack: "dev", password: "s3cret" });
    await succeeds(["destroy", "--yes"]);
  });

  it("names the file and the line of a program's error", async () => {
    await write("index.js", FAILING);
    const { exitCode, stdout } = await pulumi(["preview"]);
    assert.notEqual(exitCode, 0);
    assert.match(stdout, /failed with an unhandled exception:\n\s*Error: boom\n\s*at .*index\.js:3:\d+/);
  });

  for (const [what, kill] of [
    ["it is interrupted", "SIGINT"],
    ["the engine is killed", "SIGKILL"],
  ] as const) {
    it(`leaves no process behind when ${what} while the program hangs`, async () => {
      await write("index.js", HANGING);
      const controller = new AbortController();
      const running = pulumi(["preview"], { signal: controller.signal, kill });
      const file = join(project, "pids.json");
      await eventually(() => existsSync(file) && readFileSync(file, "utf8").endsWith("]"));
      const pids = JSON.parse(readFileSync(file, "utf8")) as number[];
      assert.deepEqual(pids.map(isRunning), [true, true]);
      controller.abort();
      assert.notEqual((await running).exitCode, 0);
      await eventually(() => !pids.some(isRunning));
    });
  }
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // In a container without an init process, a dead orphan stays in the table.
  const stat = `/proc/${pid}/stat`;
  return !(existsSync(stat) && readFileSync(stat, "utf8").includes(") Z "));
}

async function eventually(condition: () => boolean): Promise<void> {
  const end = Date.now() + 15_000;
  while (!condition()) {
    if (Date.now() > end) assert.fail(`not within 15 s: ${String(condition)}`);
    await sleep(50);
  }
}
