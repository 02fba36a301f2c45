import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";

/** A private key and its certificate, both PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
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
  const [server, localhost, otherName, expired, selfSigned] = await Promise.all([
    sign("server", NAMES, { by: authority }),
    sign("localhost", ["localhost"], { by: authority }),
    sign("other", ["other.example"], { by: authority }),
    sign("expired", NAMES, { by: authority, daysLeft: -1 }),
    sign("self-signed", NAMES, {}),
  ]);
  const remove = (): void => {
    rmSync(folder, { recursive: true });
  };
  return { authorityFile, server, localhost, otherName, expired, selfSigned, remove };
}

interface Signing {
  readonly authority?: boolean;
  readonly by?: Certificate;
  readonly daysLeft?: number;
}

async function sign(
  name: string,
  hosts: readonly string[],
  { authority = false, by, daysLeft = 2 }: Signing,
): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - 3 * DAY),
    notAfterDate: new Date(Date.now() + daysLeft * DAY),
    extensions: [
      { name: "basicConstraints", cA: authority, critical: true },
      ...(authority ? [] : [{ name: "subjectAltName" as const, altNames: hosts.map(altName) }]),
    ],
    ...(by === undefined ? {} : { ca: by }),
  });
  return { key, cert };
}

function altName(host: string): { type: 7; ip: string } | { type: 2; value: string } {
  return /^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host };
}
