import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Engine } from "../../../tools/engine/engine.js";
import { engineOrSkip } from "../../../tools/engine/engine-for-tests.js";
import { childEnvironment } from "../../../tools/engine/environment.js";

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const NODE_MODULES = dirname(dirname(dirname(require.resolve("@pulumi/pulumi/package.json"))));

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

/** Writes down its own process and the language host's, and never ends. */
const HANGING_PROGRAM = `
  require("node:fs").writeFileSync("pids.json", JSON.stringify([process.pid, process.ppid]));
  if (process.env.DEAF_TO_INTERRUPTS) process.on("SIGINT", () => undefined);
  setInterval(() => undefined, 1000);
`;

describe("a plain CLI run of a Node program", function () {
  this.timeout(60_000);
  this.slow(15_000);

  let engine: Engine;
  let folder: string;
  let project: string;
  let running: ChildProcess[];

  before(async function () {
    this.timeout(0);
    engine = await engineOrSkip(this);
  });

  beforeEach(() => {
    running = [];
    folder = mkdtempSync(join(tmpdir(), "language-host-"));
    project = join(folder, "project");
    for (const name of ["project", "home", "state"]) mkdirSync(join(folder, name));
    symlinkSync(NODE_MODULES, join(project, "node_modules"), "dir");
  });

  afterEach(() => {
    for (const child of running) signalGroup(child, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  function write(name: "index.js" | "index.ts", program: string): void {
    writeFileSync(join(project, "Pulumi.yaml"), "name: sample\nruntime: nodejs\n");
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "sample", main: name }));
    writeFileSync(join(project, name), program);
  }

  function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const run = { home: join(folder, "home"), backendDir: join(folder, "state"), passphrase: "test" };
    const child = spawn(engine.command, [...args, "--non-interactive", "--color", "never"], {
      cwd: project,
      env: { ...childEnvironment(engine, run), ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, as a terminal gives every command: Ctrl-C goes to the whole of it.
      detached: true,
    });
    running.push(child);
    return child;
  }

  function pulumi(...args: string[]): Promise<Result> {
    return resultOf(start(args));
  }

  async function succeeds(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await pulumi(...args);
    assert.equal(code, 0, `pulumi ${args.join(" ")}\n${stdout}\n${stderr}`);
    return stdout;
  }

  it("takes a TypeScript program through preview, up, stack output and destroy, and shows what it prints", async () => {
    write("index.ts", PROGRAM);
    await succeeds("stack", "init", "dev");
    await succeeds("config", "set", "name", "world");
    await succeeds("config", "set", "--secret", "password", "s3cret");
    const preview = await succeeds("preview");
    for (const line of ['greeting: "hello world"', "to stdout", "to stderr", "no line end"])
      assert.ok(preview.includes(line), line);
    const up = await succeeds("up", "--yes", "--skip-preview");
    assert.match(up, /password: \[secret\]/);
    assert.doesNotMatch(up, /s3cret/);
    const plain = { greeting: "hello world", stack: "dev" };
    assert.deepEqual(JSON.parse(await succeeds("stack", "output", "--json")), {
      ...plain,
      password: "[secret]",
    });
    assert.deepEqual(JSON.parse(await succeeds("stack", "output", "--json", "--show-secrets")), {
      ...plain,
      password: "s3cret",
    });
    await succeeds("destroy", "--yes");
    assert.deepEqual(JSON.parse(await succeeds("stack", "output", "--json")), {});
  });

  context("when the program fails", () => {
    it("names the file and the line of its error", async () => {
      write("index.js", FAILING);
      await succeeds("stack", "init", "dev");
      const { code, stdout } = await pulumi("preview");
      assert.notEqual(code, 0);
      assert.match(stdout, /failed with an unhandled exception:\n\s*Error: boom\n\s*at .*index\.js:3:\d+/);
    });

    it("installs nothing, and says so", async () => {
      write("index.js", "");
      const { code, stdout, stderr } = await pulumi("install");
      assert.notEqual(code, 0);
      assert.match(stdout + stderr, /run your package manager in/);
    });

    it("says so when the SDK is not installed", async () => {
      write("index.js", "");
      await succeeds("stack", "init", "dev");
      rmSync(join(project, "node_modules"));
      const { code, stdout, stderr } = await pulumi("preview");
      assert.notEqual(code, 0);
      assert.match(stdout + stderr, /SDK/);
    });
  });

  context("when the program hangs", () => {
    async function startHanging(env: NodeJS.ProcessEnv = {}): Promise<{ cli: ChildProcess; pids: number[] }> {
      write("index.js", HANGING_PROGRAM);
      await succeeds("stack", "init", "dev");
      const cli = start(["preview"], env);
      const file = join(project, "pids.json");
      await eventually(
        "the program has started",
        () => existsSync(file) && readFileSync(file, "utf8").endsWith("]"),
      );
      return { cli, pids: JSON.parse(readFileSync(file, "utf8")) as number[] };
    }

    for (const [what, env] of [
      ["a program", {}],
      ["a program that ignores interrupts", { DEAF_TO_INTERRUPTS: "1" }],
    ] as const) {
      it(`leaves no process behind after Ctrl-C during ${what}`, async () => {
        const { cli, pids } = await startHanging(env);
        const ended = resultOf(cli);
        signalGroup(cli, "SIGINT");
        const { code } = await ended;
        assert.notEqual(code, 0);
        await eventually("all processes are gone", () => !pids.some(isRunning));
      });
    }

    it("leaves no process behind when the engine is killed", async () => {
      const { cli, pids } = await startHanging();
      const ended = resultOf(cli);
      cli.kill("SIGKILL");
      await ended;
      await eventually("all processes are gone", () => !pids.some(isRunning));
    });
  });
});

function resultOf(child: ChildProcess): Promise<Result> {
  return new Promise((resolve, reject) => {
    const output = { stdout: "", stderr: "" };
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code, ...output });
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // All of it has ended.
  }
}

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

async function eventually(what: string, condition: () => boolean): Promise<void> {
  const end = Date.now() + 15_000;
  while (!condition()) {
    if (Date.now() > end) assert.fail(`not within 15 s: ${what}`);
    await sleep(50);
  }
}
