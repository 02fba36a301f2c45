import {
  startTestAtlas,
  type Kind,
  type TestAtlas,
  type TestAtlasOptions,
} from "../../helpers/local-atlas.js";
import {
  type DigestServer,
  startDigestServer,
  startStranger,
  type Stranger,
} from "../../helpers/wire/servers.js";
import { startWire, type Wire } from "../../helpers/wire/wire.js";

/** Where a read goes: to one of the servers, or elsewhere. */
export type Through = "atlas" | "wire" | "digest" | URL;

/** The part of a row that decides which servers it needs. */
interface Target {
  readonly options?: TestAtlasOptions;
  readonly through?: Through;
}

/** What a row works with: the servers, all on loopback. */
export interface Bench {
  readonly test: TestAtlas;
  /** In front of the local Atlas: it passes requests on, unless a test tells it how to respond. */
  readonly wire: Wire;
  /** Independent of the local Atlas: it knows Digest in all variants. */
  readonly digest: DigestServer;
  /** A host that must get no request. */
  readonly stranger: Stranger;
  /** Changes the stack configuration that the row reads with. */
  readonly configure: (changes: Record<string, string>) => void;
  /** What was changed in it. */
  readonly changes: Record<string, string>;
  /** To be done when the row is over. */
  readonly after: (() => void)[];
}

export async function startBench({ options = {} }: Target): Promise<Bench> {
  const test = await startTestAtlas({ awkward: true, ...options });
  const key = test.config("apiKey");
  const [wire, digest, stranger] = await Promise.all([
    startWire(test.atlas.baseUrl),
    startDigestServer(key["mongodbatlas:publicKey"] ?? "", key["mongodbatlas:privateKey"] ?? ""),
    startStranger(),
  ]);
  const changes: Record<string, string> = {};
  const configure = (more: Record<string, string>): void => {
    Object.assign(changes, more);
  };
  return { test, wire, digest, stranger, changes, configure, after: [] };
}

/** Ends every fault. */
export async function heal({ test, wire, digest, after }: Bench): Promise<void> {
  for (const undo of after.splice(0)) undo();
  test.atlas.clearFaults();
  digest.reset();
  await wire.heal();
}

export async function closeBench(bench: Bench): Promise<void> {
  await heal(bench);
  await Promise.all(
    [bench.test, bench.wire, bench.digest, bench.stranger].map((server) =>
      "atlas" in server ? server.atlas.close() : server.close(),
    ),
  );
}

/** Where a row's read goes. */
export function originOf({ through = "atlas" }: Target, { test, wire, digest }: Bench): string {
  if (through instanceof URL) return through.origin;
  return { atlas: test.atlas, wire, digest }[through].baseUrl;
}

/** The requests that have come in there, except those that give a token back. */
export function requestCount({ through = "atlas" }: Target, { test, wire, digest }: Bench): number {
  if (through instanceof URL) return 0;
  const requests = { atlas: test.atlas.requests, wire: wire.requests, digest: digest.requests }[through];
  return requests.filter(({ path }) => path !== "/api/oauth/revoke").length;
}

/** Every secret of a row's credentials. */
export function secretsOf({ test }: Bench, kind: Kind): readonly string[] {
  const own = Object.values(test.config(kind));
  return test.secrets.filter((secret) => own.includes(secret));
}
