import { createRequire } from "node:module";
import { join } from "node:path";
import type * as grpc from "@grpc/grpc-js";
import type * as languageService from "@pulumi/pulumi/proto/language_grpc_pb";
import type * as language from "@pulumi/pulumi/proto/language_pb";
import type * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import type * as empty from "google-protobuf/google/protobuf/empty_pb";

/** Modules of a project's own Pulumi SDK. */
export interface Sdk {
  readonly version: string;
  readonly grpc: typeof grpc;
  readonly languageService: typeof languageService;
  readonly language: typeof language;
  readonly plugin: typeof plugin;
  readonly empty: typeof empty;
}

/**
 * Loads the SDK as a program in this folder would. The SDK's dependencies are resolved from the SDK itself: package
 * managers such as pnpm hide them from the project.
 */
export function loadSdk(folder: string): Sdk {
  const manifest = resolveInProject(folder, "@pulumi/pulumi/package.json");
  const load = createRequire(manifest);
  return {
    version: (load(manifest) as { version: string }).version,
    grpc: load("@grpc/grpc-js") as typeof grpc,
    languageService: load("@pulumi/pulumi/proto/language_grpc_pb") as typeof languageService,
    language: load("@pulumi/pulumi/proto/language_pb") as typeof language,
    plugin: load("@pulumi/pulumi/proto/plugin_pb") as typeof plugin,
    empty: load("google-protobuf/google/protobuf/empty_pb.js") as typeof empty,
  };
}

/** Returns the file that `require(name)` loads in a program in this folder. */
export function resolveInProject(folder: string, name: string): string {
  try {
    return createRequire(join(folder, "index.js")).resolve(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new Error(
      `the Pulumi SDK is not installed in ${folder} (${name} was not found): run npm install there`,
      { cause: error },
    );
  }
}
