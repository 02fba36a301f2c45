import sinon from "sinon";
import { type AtlasClient } from "../../provider/atlas/client/client.js";
import { type RetryResult } from "../../provider/atlas/client/retry.js";
import { type ReadContext, type Reporter } from "../../provider/atlas/read/read-context.js";

/** A client whose every read gets its response with status 200 and the body for its path, and the paths so far. */
export function respondingClient(bodyFor: (path: string) => unknown): {
  readonly client: AtlasClient;
  readonly paths: readonly string[];
} {
  const paths: string[] = [];
  const get = (path: string): Promise<RetryResult> => {
    paths.push(path);
    return Promise.resolve(response(bodyFor(path)));
  };
  const client = { get, baseUrl: "https://atlas.example", retryTimeoutSeconds: 120, secrets: () => [] };
  return { client: client as unknown as AtlasClient, paths };
}

/** The context of a read with a client. */
export function contextOf(
  client: AtlasClient,
  reporter: Reporter = keepingReporter(),
  signal?: AbortSignal,
): ReadContext {
  return { client, reporter, signal };
}

/** A reporter that keeps what it is told. */
export function keepingReporter(): Reporter & { readonly infos: string[]; readonly warnings: string[] } {
  const [infos, warnings]: [string[], string[]] = [[], []];
  return {
    infos,
    warnings,
    info: sinon.spy((line: string) => void infos.push(line)),
    warn: sinon.spy((line: string) => void warnings.push(line)),
    warnOnce: sinon.spy((line: string) => void warnings.push(line)),
  };
}

function response(body: unknown): RetryResult {
  const header = (name: string): string | undefined =>
    name.toLowerCase() === "content-type" ? "application/json" : undefined;
  const bytes = Buffer.from(JSON.stringify(body));
  return {
    response: { status: 200, header, body: bytes, from: "api" },
    attempts: 1,
    elapsedSeconds: 0,
    dueDelaySeconds: undefined,
  };
}
