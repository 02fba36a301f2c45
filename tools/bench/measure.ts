import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type LocalAtlas } from "pulumi-atlas-data-lake/testing";
import { type IsolatedPulumi } from "../engine/isolated-pulumi.js";
import { EngineProject, NO_CREDENTIALS } from "../engine/project.js";
import { runCommand } from "../engine/run-command.js";
import * as programs from "./programs.js";

export const KEY = { publicKey: "benchmark", privateKey: "benchmark-private-key" };
export const TOKEN = "benchmark-token";

/** One program against a server of one latency, with one sample a round. */
export interface Case {
  /** A preview of a program, reads in one process without an engine, or there a list with a hostile body. */
  readonly kind: "preview" | "process" | "hostile";
  readonly program: string;
  readonly credentials: "API key" | "access token";
  /** Runs that it reads. */
  readonly size: number;
  /** Milliseconds that the server takes for each response. */
  readonly latency: number;
  readonly samples: Sample[];
}

/** Figures of one command, and what the server saw. */
export interface Sample {
  /** Time of the command; without an engine, of the reads alone; of a hostile body, their CPU time. */
  readonly seconds: number;
  /** Requests with a run in the response. */
  readonly reads: number;
  /** Requests with a Digest challenge in the response. */
  readonly challenges: number;
  readonly connections: number;
  /** Peak of the program's process in MiB; without an engine, its growth to that peak. */
  readonly memory?: number;
  /** Peak of the provider's process in MiB. */
  readonly provider?: number;
}

/** Measures programs that are the `index.js` of one project, and scripts, against one server. */
export class Bench {
  readonly #project: EngineProject;

  /** @param tofu Paths of OpenTofu and of the provider for MongoDB Atlas, the last version that reads runs: 1.41.1. */
  constructor(
    pulumi: IsolatedPulumi,
    private readonly atlas: LocalAtlas,
    private readonly tofu = "",
    private readonly tofuProvider = "",
  ) {
    this.#project = new EngineProject(pulumi, "bench", "", { typescript: true });
    writeFileSync(join(this.#project.folder, programs.FLOOR_PROVIDER_FILE), programs.FLOOR_PROVIDER);
    mkdirSync(join(this.#project.folder, "memory"));
    writeFileSync(join(this.#project.folder, "memory", "hook.cjs"), programs.MEMORY_HOOK);
    this.#project.configure({
      "mongodbatlas:baseUrl": atlas.baseUrl,
      "mongodbatlas:publicKey": KEY.publicKey,
      "mongodbatlas:privateKey": KEY.privateKey,
    });
  }

  /** Adds one sample to a case. A program that reads fewer or more runs than it should ends the benchmark. */
  async measure(one: Case): Promise<Sample> {
    const { atlas } = this;
    atlas.clearFaults();
    if (one.latency > 0) atlas.fail({ type: "delay", milliseconds: one.latency }, { kind: "api" });
    atlas.clearRequests();
    const connections = atlas.connections;
    const start = performance.now();
    const figures = await this.#run(one);
    const sample = {
      seconds: (performance.now() - start) / 1000,
      reads: atlas.requests.filter(({ status, path }) => status === 200 && !path.endsWith("/runs")).length,
      challenges: atlas.requests.filter(({ challenged }) => challenged).length,
      connections: atlas.connections - connections,
      ...figures,
    };
    const expected = ["empty", "floor", "untraced"].includes(one.program) ? 0 : one.size;
    if (sample.reads !== expected) throw new Error(`${one.program}: ${sample.reads} reads, not ${expected}`);
    one.samples.push(sample);
    return sample;
  }

  #run({ kind, program, size, credentials }: Case): Promise<Partial<Sample>> {
    if (kind === "preview") return program === "tofu" ? this.#plan(size) : this.#preview(program, size);
    if (kind === "process") return this.#script(programs.readingScript(program, size), credentials);
    const body = gzipSync(programs.HOSTILE_BODIES[program]?.() ?? "");
    const fault = { type: "raw", body, headers: { "content-encoding": "gzip" } } as const;
    this.atlas.fail(fault, { path: /\/runs$/, times: 1 });
    return this.#script(programs.LIST_SCRIPT, credentials);
  }

  async #preview(program: string, size: number): Promise<Partial<Sample>> {
    const memory = join(this.#project.folder, "memory");
    for (const role of ["program", "provider"]) rmSync(join(memory, role), { force: true });
    writeFileSync(join(this.#project.folder, "index.js"), programs.programOf(program, size));
    const env = { NODE_OPTIONS: `--require ${JSON.stringify(join(memory, "hook.cjs"))}` };
    await this.#project.succeed(["preview", "--suppress-progress", "--suppress-outputs"], env);
    const peak = (role: string): number => Number(readFileSync(join(memory, role), "utf8"));
    const provider = existsSync(join(memory, "provider")) ? { provider: peak("provider") } : {};
    return { memory: peak("program"), ...provider };
  }

  async #script(script: string, credentials: Case["credentials"]): Promise<Partial<Sample>> {
    const env = {
      ...NO_CREDENTIALS,
      MONGODB_ATLAS_BASE_URL: this.atlas.baseUrl,
      ...(credentials === "access token"
        ? { MONGODB_ATLAS_ACCESS_TOKEN: TOKEN }
        : { MONGODB_ATLAS_PUBLIC_KEY: KEY.publicKey, MONGODB_ATLAS_PRIVATE_KEY: KEY.privateKey }),
    };
    // In a folder inside the checkout, where the packages are found.
    const options = { cwd: this.#project.folder, env };
    const { stdout, failure } = await runCommand(process.execPath, ["-e", script], options);
    if (failure !== undefined) throw new Error(failure);
    return JSON.parse(stdout.slice(stdout.lastIndexOf("\n"))) as Partial<Sample>;
  }

  /** Runs the tool that teams come from: `tofu plan` with one data source for each run. */
  async #plan(size: number): Promise<Partial<Sample>> {
    const folder = join(this.#project.folder, "tofu");
    mkdirSync(folder, { recursive: true });
    // OpenTofu looks for this name in a folder of development overrides.
    copyFileSync(this.tofuProvider, join(folder, "terraform-provider-mongodbatlas"));
    const overrides = `dev_overrides {\n "mongodb/mongodbatlas" = ${JSON.stringify(folder)}\n }\n direct {}`;
    writeFileSync(join(folder, "tofu.rc"), `provider_installation {\n ${overrides}\n}\n`);
    writeFileSync(join(folder, "main.tf"), programs.tofuConfiguration(size, this.atlas.baseUrl, KEY));
    const env = { TF_CLI_CONFIG_FILE: join(folder, "tofu.rc"), CHECKPOINT_DISABLE: "1" };
    const args = ["plan", "-no-color", "-input=false", "-lock=false"];
    const { stdout, failure } = await runCommand(this.tofu, args, { cwd: folder, env });
    if (failure !== undefined) throw new Error(`tofu plan failed: ${failure}\n${stdout.slice(-4000)}`);
    return {};
  }
}
