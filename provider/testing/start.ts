import { type LocalAtlas } from "./local-atlas.js";
import { type LocalAtlasOptions } from "./scenario/options.js";
import { startServer } from "./server.js";

/**
 * Starts a local Atlas: an HTTP server on 127.0.0.1 that responds to requests for Data Lake Pipeline runs as Atlas does.
 * Close it when done.
 *
 * @param options Its runs, credentials, faults and port. Default: no runs, no credentials, any free port.
 * @returns The running server. Set its `baseUrl` in the program's stack as `mongodbatlas:baseUrl`.
 * @throws Error if it cannot listen on the port, or if the TLS key or certificate is not valid; TypeError that names the
 * field, such as `runs[0].run.state`, if an option is unknown or wrong.
 * @example
 * ```ts
 * import { examplePipelineRun, startLocalAtlas } from "pulumi-atlas-data-lake/testing";
 *
 * const local = await startLocalAtlas({ runs: [examplePipelineRun], accessTokens: [{ token: "offline-token" }] });
 * // pulumi config set mongodbatlas:baseUrl, here local.baseUrl
 * // pulumi config set --secret mongodbatlas:accessToken offline-token
 * await local.close();
 * ```
 */
export function startLocalAtlas(options: LocalAtlasOptions = {}): Promise<LocalAtlas> {
  return startServer(options);
}
