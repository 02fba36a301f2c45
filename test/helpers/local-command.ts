import assert from "node:assert/strict";
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type Readable } from "node:stream";
import { type LocalAtlasOptions } from "../../provider/testing/index.js";

/** The command as it is built. */
export const COMMAND = join(__dirname, "..", "..", "dist", "testing", "command", "main.js");

const PATIENCE_MS = 10_000;

/** The command as a process, with what it prints. */
export class LocalCommand {
  printed = "";
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #ended: Promise<unknown[]>;

  private constructor(program: string, args: readonly string[]) {
    this.#child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    this.#ended = once(this.#child, "close");
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (this.printed += text));
    }
  }

  /** Starts it, and waits until it listens. */
  static async start(program: string, ...args: readonly string[]): Promise<LocalCommand> {
    const command = new LocalCommand(program, args);
    await command.until(/^Local Atlas at \S+\. [^]*\n\n[^]*\n\n/);
    return command;
  }

  get baseUrl(): string {
    return /^Local Atlas at (\S+)\. /.exec(this.printed)?.[1] ?? assert.fail(this.printed);
  }

  /** What it has printed besides the configuration: runs, requests and transitions. */
  get log(): readonly string[] {
    return this.printed
      .split("\n\n")
      .slice(2)
      .join("\n\n")
      .split("\n")
      .filter((line) => line !== "");
  }

  /** The stack configuration that its lines set, by their order the first kind of credentials last. */
  config(...keys: readonly string[]): Record<string, string> {
    const lines = this.printed.matchAll(/^ {2}pulumi config set (?:--secret )?(\S+) (\S+)$/gm);
    const all = Object.fromEntries([...lines].map(([, key = "", value = ""]) => [key, value]));
    return Object.fromEntries(
      keys.map((key) => [key, all[key] ?? assert.fail(`no ${key}: ${this.printed}`)]),
    );
  }

  async until(pattern: RegExp): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!pattern.test(this.printed)) {
      assert.ok(Date.now() < deadline && this.running, `not printed: ${String(pattern)}\n${this.printed}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Closes the reading end of its output. */
  stopReading(): void {
    this.#child.stdout.destroy();
  }

  /** Its exit code, or the signal that has ended it. */
  async end(): Promise<unknown> {
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), PATIENCE_MS);
    const [code, signal] = await this.#ended;
    clearTimeout(timer);
    return code ?? signal;
  }

  /** For a hook after each test, however it went. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }
}

/** A scenario as a file's text. */
export function scenarioText(scenario: LocalAtlasOptions): string {
  return JSON.stringify(scenario, undefined, 2);
}
