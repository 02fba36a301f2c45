import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../root.js";
import { type IsolatedPulumi, type PulumiOptions, type PulumiResult } from "./isolated-pulumi.js";

/** Unset credentials: those of the machine must not decide a test or a measurement. */
export const NO_CREDENTIALS: Readonly<NodeJS.ProcessEnv> = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(MONGODB_ATLAS|MCLI)_/.test(name))
    .map((name) => [name, undefined]),
);

/**
 * A Pulumi project with one stack, `test`. Its settings and its state are files, which are written and read here as files:
 * a process of the CLI for each of `stack init`, `config set`, `stack export` and `stack output` takes longer than most reads.
 */
export class EngineProject {
  readonly folder: string;
  readonly #stateFile: string;

  /** @param typescript Whether the SDK loads a TypeScript compiler for the program: it does unless told otherwise. */
  constructor(
    private readonly pulumi: IsolatedPulumi,
    readonly name: string,
    program = "",
    { folder = join(ROOT, "build", "engine-projects", name), typescript = false } = {},
  ) {
    this.folder = folder;
    this.#stateFile = join(pulumi.stacks, name, `${STACK}.json`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const runtime = { name: "nodejs", options: { typescript } };
    writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify({ name, runtime, main: "index.js" }));
    // Another folder of the same project has the same stack.
    if (!existsSync(this.#stateFile)) {
      mkdirSync(dirname(this.#stateFile), { recursive: true });
      const checkpoint = { stack: `organization/${name}/${STACK}` };
      writeFileSync(this.#stateFile, JSON.stringify({ version: 3, checkpoint }));
    }
    this.program(program);
  }

  /** Replaces the program. Inside the checkout it finds the package by its name, and Pulumi's SDK. */
  program(text: string): void {
    const prelude = `const pulumi = require("@pulumi/pulumi");\nconst atlas = require("pulumi-atlas-data-lake");\n`;
    writeFileSync(join(this.folder, "index.js"), prelude + text);
  }

  /** Replaces the configuration of the stack, in clear. */
  configure(config: Readonly<Record<string, string>>): void {
    writeFileSync(join(this.folder, SETTINGS), JSON.stringify({ config }));
  }

  /** Replaces the configuration of the stack as a user does, with encrypted secrets. */
  async configureWithSecrets(config: Readonly<Record<string, string>>): Promise<void> {
    rmSync(join(this.folder, SETTINGS), { force: true });
    const entries = Object.entries(config).flatMap(([key, value]) => [
      /accessToken|Secret|Key$/.test(key) ? "--secret" : "--plaintext",
      `${key}=${value}`,
    ]);
    await this.succeed(["config", "set-all", ...entries]);
  }

  cli(args: readonly string[], options: Omit<PulumiOptions, "cwd"> = {}): Promise<PulumiResult> {
    return this.pulumi.run(args, {
      cwd: this.folder,
      ...options,
      env: { ...NO_CREDENTIALS, PULUMI_STACK: STACK, ...options.env },
    });
  }

  /** Runs a command that has to succeed. */
  async succeed(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> {
    const result = await this.cli(args, env ? { env } : {});
    if (result.exitCode !== 0) throw new Error(`pulumi ${args.join(" ")}:\n${result.stdout}${result.stderr}`);
    return result.stdout;
  }

  preview(env?: NodeJS.ProcessEnv): Promise<string> {
    return this.succeed(["preview"], env);
  }

  up(env?: NodeJS.ProcessEnv): Promise<string> {
    return this.succeed(["up", "--yes", "--skip-preview"], env);
  }

  refresh(): Promise<string> {
    return this.succeed(["refresh", "--yes", "--skip-preview"]);
  }

  destroy(): Promise<string> {
    return this.succeed(["destroy", "--yes", "--skip-preview"]);
  }

  /** The outputs of the stack. */
  outputs(): Readonly<Record<string, unknown>> {
    return this.resources().find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
  }

  /** The resources of this package in the state. */
  runsInState(): readonly StateResource[] {
    return this.resources().filter(({ type }) => type.endsWith(":DataLakePipelineRun"));
  }

  /** All resources in the state. Secrets are encrypted. */
  resources(): readonly StateResource[] {
    const { checkpoint } = JSON.parse(readFileSync(this.#stateFile, "utf8")) as Checkpoint;
    return checkpoint.latest?.resources ?? [];
  }

  /** Reads a file of the project, such as the stack's settings. */
  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }
}

/** The name of the stack, for scripts that run in a project without these methods: they take it from PULUMI_STACK. */
export const STACK = "test";
const SETTINGS = `Pulumi.${STACK}.yaml`;

/** The file in which Pulumi's file backend keeps a stack, as far as it is read here. */
interface Checkpoint {
  readonly checkpoint: { readonly latest?: { readonly resources?: readonly StateResource[] } };
}

/** One resource in the state of a stack. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly external?: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}
