import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../root.js";
import { type IsolatedPulumi, type PulumiOptions, type PulumiResult } from "./isolated-pulumi.js";

/** Unset credentials: those of the machine must not decide a test or a measurement. */
export const NO_CREDENTIALS: Readonly<NodeJS.ProcessEnv> = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(MONGODB_ATLAS|MCLI)_/.test(name))
    .map((name) => [name, undefined]),
);

/** A Pulumi project with one stack, `test`. */
export class EngineProject {
  readonly folder: string;

  /** @param typescript Whether the SDK loads a TypeScript compiler for the program: it does unless told otherwise. */
  constructor(
    private readonly pulumi: IsolatedPulumi,
    readonly name: string,
    program: string,
    { folder = join(ROOT, "build", "engine-projects", name), typescript = false } = {},
  ) {
    this.folder = folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const runtime = { name: "nodejs", options: { typescript } };
    writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify({ name, runtime, main: "index.js" }));
    this.program(program);
  }

  /** Replaces the program. Inside the checkout it finds the package by its name, and Pulumi's SDK. */
  program(text: string): void {
    const prelude = `const pulumi = require("@pulumi/pulumi");\nconst atlas = require("pulumi-atlas-data-lake");\n`;
    writeFileSync(join(this.folder, "index.js"), prelude + text);
  }

  /** Makes the stack, or replaces its configuration: by values, or by the settings of another stack of this engine. */
  async configure(config: Readonly<Record<string, string>> | string): Promise<void> {
    const settings = join(this.folder, "Pulumi.test.yaml");
    rmSync(settings, { force: true });
    if (typeof config === "string") writeFileSync(settings, config);
    await this.succeed(["stack", "select", "test", "--create"]);
    if (typeof config === "string") return;
    const entries = Object.entries(config).flatMap(([key, value]) => [
      /accessToken|Secret|Key$/.test(key) ? "--secret" : "--plaintext",
      `${key}=${value}`,
    ]);
    if (entries.length > 0) await this.succeed(["config", "set-all", ...entries]);
  }

  cli(args: readonly string[], options: Omit<PulumiOptions, "cwd"> = {}): Promise<PulumiResult> {
    return this.pulumi.run(args, {
      cwd: this.folder,
      ...options,
      env: { ...NO_CREDENTIALS, ...options.env },
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

  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.succeed(["stack", "output", "--json"])) as Record<string, unknown>;
  }

  /** Reads the resources of this package from the state. */
  async runsInState(): Promise<readonly StateResource[]> {
    const state = JSON.parse(await this.succeed(["stack", "export"])) as {
      deployment: { resources?: readonly StateResource[] };
    };
    return (state.deployment.resources ?? []).filter(({ type }) => type.endsWith(":DataLakePipelineRun"));
  }

  /** Reads a file of the project, such as the stack's settings. */
  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }
}

/** One resource in `pulumi stack export`. */
export interface StateResource {
  readonly type: string;
  readonly id: string;
  readonly external?: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}
