import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../root.js";

const load = createRequire(join(ROOT, "dist", "index.js"));

/** Modules of the package as it is built, which no subpath exports. */
export const { PROVIDER_TEXT } = load(
  "./pulumi/resource/provider-text.js",
) as typeof import("../../provider/pulumi/resource/provider-text.js");
export const { decodeRun } = load(
  "./atlas/codec/decode-run.js",
) as typeof import("../../provider/atlas/codec/decode-run.js");
export const { decodeRunsPage } = load(
  "./atlas/codec/decode-runs.js",
) as typeof import("../../provider/atlas/codec/decode-runs.js");
