import { KINDS, RUN_ARGS, startTestAtlas, type Kind, type TestAtlas } from "../local-atlas.js";
import { makeCertificates, type Certificates } from "./certificates.js";
import { ConnectProxy, type ConnectProxyOptions } from "./connect-proxy.js";

/** The name of Atlas that only the proxy can find. */
export const HOST = "cloud.atlas.test";
export const BASE_URL = `https://${HOST}`;

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
  const proxy = await ConnectProxy.start({ targets, ...options });
  return {
    certificates,
    test,
    proxy,
    port,
    config: (kind, settings) => ({ ...test.config(kind), "mongodbatlas:baseUrl": BASE_URL, ...settings }),
    env: (credentials) => ({
      NODE_EXTRA_CA_CERTS: certificates.authorityFile,
      HTTPS_PROXY: proxy.url(credentials),
    }),
    close: async () => {
      await Promise.all([proxy.close(), test.atlas.close()]);
      certificates.remove();
    },
  };
}

export { KINDS, RUN_ARGS };
