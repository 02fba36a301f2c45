import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { KINDS, RUN_ARGS, startTestAtlas, type Kind, type TestAtlas } from "../local-atlas.js";
import { ConnectProxy, type Certificate, type ConnectProxyOptions } from "./connect-proxy.js";

/** The name of Atlas that only the proxy can find. */
export const HOST = "cloud.atlas.test";
const BASE_URL = `https://${HOST}`;

/** The proxy's own credentials, with characters that a URL cannot hold as they are. */
export const USER = "corp\\jo@home";
export const PASSWORD = "s3cr:t/%?#é p@ss";
export const IN_URL = `${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}`;

/** Every form in which the proxy's password may be met. */
export const PROXY_SECRETS: readonly string[] = [
  PASSWORD,
  encodeURIComponent(PASSWORD),
  Buffer.from(`${USER}:${PASSWORD}`).toString("base64"),
  Buffer.from(PASSWORD).toString("base64"),
  "s3cr",
];

/** A network as companies have it: Atlas over TLS from an authority of their own, and a proxy on the way. */
export interface Company {
  readonly certificates: Certificates;
  readonly test: TestAtlas;
  readonly proxy: ConnectProxy;
  /** Starts another proxy, which ends with the company. */
  readonly startProxy: (options?: Omit<ConnectProxyOptions, "targets">) => Promise<ConnectProxy>;
  /** The port on which Atlas really listens. */
  readonly port: number;
  /** Stack configuration that reads under the name which only the proxy finds. */
  readonly config: (kind: Kind, settings?: Record<string, string>) => Record<string, string>;
  /** Environment of a process that trusts the authority, and goes through the proxy. */
  readonly env: (credentials?: string) => Record<string, string>;
  readonly close: () => Promise<void>;
}

export async function startCompany(options: Omit<ConnectProxyOptions, "targets"> = {}): Promise<Company> {
  const certificates = await makeCertificates();
  const test = await startTestAtlas({ tls: certificates.server });
  const port = Number(new URL(test.atlas.baseUrl).port);
  const targets = Object.fromEntries(
    [`${HOST}:443`, `${HOST}:${port}`, `127.0.0.1:${port}`, `localhost:${port}`].map((name) => [name, port]),
  );
  const proxies: ConnectProxy[] = [];
  const startProxy: Company["startProxy"] = async (options) => {
    const proxy = await ConnectProxy.start({ targets, ...options });
    proxies.push(proxy);
    return proxy;
  };
  const proxy = await startProxy(options);
  return {
    certificates,
    test,
    proxy,
    startProxy,
    port,
    config: (kind, settings) => ({ ...test.config(kind), "mongodbatlas:baseUrl": BASE_URL, ...settings }),
    env: (credentials) => ({
      NODE_EXTRA_CA_CERTS: certificates.authorityFile,
      HTTPS_PROXY: proxy.url(credentials),
    }),
    close: async () => {
      await Promise.all([test.atlas, ...proxies].map((server) => server.close()));
      certificates.remove();
    },
  };
}

/** An authority that no machine knows, and what it has signed. */
export interface Certificates {
  /** The authority's own certificate in a file, as NODE_EXTRA_CA_CERTS takes it. */
  readonly authorityFile: string;
  /** For 127.0.0.1, localhost and cloud.atlas.test. */
  readonly server: Certificate;
  /** For localhost only. */
  readonly localhost: Certificate;
  readonly otherName: Certificate;
  readonly expired: Certificate;
  /** For 127.0.0.1, signed by no known authority. */
  readonly selfSigned: Certificate;
  /** For clients. */
  readonly ofClient: Certificate;
  /** Removes the file. */
  readonly remove: () => void;
}

const DAY = 24 * 60 * 60 * 1000;
const NAMES = ["127.0.0.1", "localhost", "cloud.atlas.test"];

export async function makeCertificates(): Promise<Certificates> {
  const authority = await sign("Test Authority", [], { authority: true });
  const folder = mkdtempSync(join(tmpdir(), "atlas-certificates-"));
  const authorityFile = join(folder, "authority.pem");
  writeFileSync(authorityFile, authority.cert);
  const [server, localhost, otherName, expired, selfSigned, ofClient] = await Promise.all([
    sign("server", NAMES, { by: authority }),
    sign("localhost", ["localhost"], { by: authority }),
    sign("other", ["other.example"], { by: authority }),
    sign("expired", NAMES, { by: authority, daysLeft: -1 }),
    sign("self-signed", NAMES, {}),
    sign("client", NAMES, { by: authority, ofClient: true }),
  ]);
  const remove = (): void => {
    rmSync(folder, { recursive: true });
  };
  return { authorityFile, server, localhost, otherName, expired, selfSigned, ofClient, remove };
}

interface Signing {
  readonly authority?: boolean;
  readonly by?: Certificate;
  readonly daysLeft?: number;
  readonly ofClient?: boolean;
}

async function sign(
  name: string,
  hosts: readonly string[],
  { authority = false, by, daysLeft = 2, ofClient = false }: Signing,
): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - 3 * DAY),
    notAfterDate: new Date(Date.now() + daysLeft * DAY),
    extensions: [
      { name: "basicConstraints", cA: authority, critical: true },
      ...(ofClient ? [{ name: "extKeyUsage" as const, clientAuth: true }] : []),
      ...(authority ? [] : [{ name: "subjectAltName" as const, altNames: hosts.map(altName) }]),
    ],
    ...(by === undefined ? {} : { ca: by }),
  });
  return { key, cert };
}

function altName(host: string): { type: 7; ip: string } | { type: 2; value: string } {
  return /^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host };
}

export { KINDS, RUN_ARGS };
