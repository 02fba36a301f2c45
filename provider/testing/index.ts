// The rule of this folder: it shares no code with the client, whose mistakes it is there to catch. It imports nothing of
// the package but the text helpers of errors/ and the documented values of run/known-values.ts.

/**
 * A local Atlas for tests: a real HTTP server that responds to requests for Data Lake Pipeline runs as Atlas does, and
 * fails on demand. It checks credentials, paths and headers as Atlas does, needs no internet, and listens on 127.0.0.1.
 *
 * {@link startLocalAtlas} starts it, and so does the command `pulumi-atlas-data-lake-local`, from a file.
 * {@link examplePipelineRun} is a run to serve.
 *
 * @module pulumi-atlas-data-lake/testing
 * @packageDocumentation
 */
export type { LocalAccessToken, LocalApiKey, LocalServiceAccount, Roles } from "./auth/known-credentials.js";
export type * from "./faults/fault.js";
export type { ApiError, BadRequestDetail } from "./http/error-response.js";
export type { RateLimit } from "./http/token-bucket.js";
export type { RecordedRequest, RequestKind } from "./http/request.js";
export type { LocalAtlas } from "./local-atlas.js";
export { examplePipelineRun } from "./runs/example-run.js";
export type * from "./runs/pipeline-run.js";
export type { LocalAtlasOptions } from "./scenario/options.js";
export { startLocalAtlas } from "./server.js";
