import { type IsolatedPulumi } from "../engine/isolated-pulumi.js";

/** Configuration of a stack. */
export interface DemoConfig {
  readonly config: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** The stack "demo" of one project. */
export class DemoStack {
  constructor(
    private readonly cli: IsolatedPulumi,
    private readonly folder: string,
    private readonly signal: AbortSignal,
  ) {}

  async create({ config, secrets }: DemoConfig): Promise<void> {
    await this.pulumi(["stack", "init", "demo"]);
    const plain = Object.entries(config).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]);
    const secret = Object.entries(secrets).flatMap(([key, value]) => ["--secret", `${key}=${value}`]);
    await this.pulumi(["config", "set-all", ...plain, ...secret]);
  }

  /** Runs a command and passes its lines on; rejects with its whole output if it fails. */
  async pulumi(args: readonly string[], say?: (line: string) => void): Promise<string> {
    this.signal.throwIfAborted();
    const result = await this.cli.run(args, {
      cwd: this.folder,
      signal: this.signal,
      onLine: (line) => {
        if (line.trim() !== "") say?.(line);
      },
    });
    this.signal.throwIfAborted();
    if (result.exitCode === 0) return result.stdout;
    throw new Error(
      `pulumi ${args.join(" ")} ended with ${result.exitCode}:\n${result.stdout}${result.stderr}`,
    );
  }

  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.pulumi(["stack", "output", "--json"])) as Record<string, unknown>;
  }
}
