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

/** The servers, all on loopback, which rows with the same options share. */
interface Servers {
  readonly test: TestAtlas;
  /** In front of the local Atlas: it passes requests on, unless a test tells it how to respond. */
  readonly wire: Wire;
  /** Independent of the local Atlas: it knows Digest in all variants. */
  readonly digest: DigestServer;
  /** A host that must get no request. */
  readonly stranger: Stranger;
}

/** What a row works with. */
export interface Bench extends Servers {
  /** Changes the stack configuration that the row reads with. */
  readonly configure: (changes: Record<string, string>) => void;
  /** What was changed in it. */
  readonly changes: Record<string, string>;
  /** To be done when the row is over. */
  readonly after: (() => void)[];
}

const started = new Map<string, Promise<Servers>>();
let benches = 0;

export async function openBench({ options = {} }: Target): Promise<Bench> {
  const key = JSON.stringify(options);
  const servers = started.get(key) ?? startServers(options);
  started.set(key, servers);
  benches += 1;
  // A configuration of its own gives each row a client of its own. One read at a time reaches no such limit.
  const changes: Record<string, string> = { "atlas-data-lake:maxConcurrentReads": String(benches) };
  const configure = (more: Record<string, string>): void => {
    Object.assign(changes, more);
  };
  return { ...(await servers), changes, configure, after: [] };
}

async function startServers(options: TestAtlasOptions): Promise<Servers> {
  const test = await startTestAtlas({ awkward: true, ...options });
  const key = test.config("apiKey");
  const [wire, digest, stranger] = await Promise.all([
    startWire(test.atlas.baseUrl),
    startDigestServer(key["mongodbatlas:publicKey"] ?? "", key["mongodbatlas:privateKey"] ?? ""),
    startStranger(),
  ]);
  return { test, wire, digest, stranger };
}

/** Ends every fault. */
export async function heal({ test, wire, digest, after }: Bench): Promise<void> {
  for (const undo of after.splice(0)) undo();
  test.atlas.clearFaults();
  digest.reset();
  await wire.heal();
}

/** Closes the servers of all rows. */
export async function closeServers(): Promise<void> {
  const all = await Promise.all(started.values());
  started.clear();
  await Promise.all(
    all
      .flatMap(({ test, wire, digest, stranger }) => [test.atlas, wire, digest, stranger])
      .map((server) => server.close()),
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
