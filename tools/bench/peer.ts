import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { examplePipelineRun } from "pulumi-atlas-data-lake/testing";
import { runCommand } from "../engine/run-command.js";

/** Paths of OpenTofu and of the provider for MongoDB Atlas, the last version that reads runs: 1.41.1. */
export interface PeerBinaries {
  readonly tofu: string;
  readonly provider: string;
}

/** The tool that teams come from: `tofu plan` with one data source for each run. */
export interface Peer {
  readonly plan: (size: number, signal: AbortSignal) => Promise<void>;
}

interface Connection {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly baseUrl: string;
}

const ADDRESS = "mongodb/mongodbatlas";

/** Makes a project in a folder of its own, whose provider is the binary at the path. */
export function makePeer({ tofu, provider }: PeerBinaries, folder: string, to: Connection): Peer {
  const binaries = join(folder, "provider");
  mkdirSync(binaries, { recursive: true });
  // OpenTofu looks for this name in a folder of development overrides.
  copyFileSync(provider, join(binaries, "terraform-provider-mongodbatlas"));
  const settings = join(folder, "tofu.rc");
  writeFileSync(
    settings,
    `provider_installation {\n  dev_overrides {\n    ${JSON.stringify(ADDRESS)} = ${JSON.stringify(binaries)}\n  }\n  direct {}\n}\n`,
  );
  const env = { ...process.env, TF_CLI_CONFIG_FILE: settings, CHECKPOINT_DISABLE: "1" };
  return {
    plan: async (size, signal) => {
      writeFileSync(join(folder, "main.tf"), configuration(size, to));
      const args = ["plan", "-no-color", "-input=false", "-lock=false"];
      const { stdout, failure } = await runCommand(tofu, args, { cwd: folder, env, cancelSignal: signal });
      if (failure !== undefined) throw new Error(`tofu plan failed: ${failure}\n${stdout.slice(-4000)}`);
    },
  };
}

function configuration(size: number, { publicKey, privateKey, baseUrl }: Connection): string {
  return `
terraform {
  required_providers {
    mongodbatlas = { source = "${ADDRESS}" }
  }
}
provider "mongodbatlas" {
  public_key  = "${publicKey}"
  private_key = "${privateKey}"
  base_url    = "${baseUrl}/"
}
data "mongodbatlas_data_lake_pipeline_run" "run" {
  count           = ${size}
  project_id      = "${examplePipelineRun.projectId}"
  pipeline_name   = "${examplePipelineRun.pipelineName}"
  pipeline_run_id = format("%024x", count.index)
}
output "states" {
  value = data.mongodbatlas_data_lake_pipeline_run.run[*].state
}
`;
}
