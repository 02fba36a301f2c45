import assert from "node:assert/strict";
import { type AddressInfo } from "node:net";
import { createServer, type TlsOptions } from "node:tls";
import { promisify } from "node:util";
import { startTestAtlas, type TestAtlas } from "../../helpers/local-atlas.js";
import { makeCertificates, RUN_ARGS, type Certificates } from "../../helpers/corporate/company.js";
import { ConnectProxy } from "../../helpers/corporate/connect-proxy.js";
import { Program, type Step } from "../../helpers/corporate/program.js";

const ID = RUN_ARGS.pipelineRunId;
/** A certificate that a server can have. */
type Issued = Exclude<keyof Certificates, "authorityFile" | "remove">;

describe("the certificate of Atlas", () => {
  let certificates: Certificates;
  const started: { close(): Promise<void> }[] = [];

  /** Processes that know the authority, and that do not. */
  let trusting: Program;
  let other: Program;

  before(async () => {
    certificates = await makeCertificates();
    trusting = new Program({ NODE_EXTRA_CA_CERTS: certificates.authorityFile });
    other = new Program({});
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.close()));
  });

  after(async () => {
    await Promise.all([trusting.end(), other.end()]);
    certificates.remove();
  });

  const start = async (kind: Issued): Promise<TestAtlas> => {
    const test = await startTestAtlas({ tls: certificates[kind] });
    started.push(test.atlas);
    return test;
  };
  const startProxy = async (targets: Record<string, number>): Promise<ConnectProxy> => {
    const proxy = await ConnectProxy.start({ targets });
    started.push(proxy);
    return proxy;
  };
  const portOf = ({ atlas }: TestAtlas): number => Number(new URL(atlas.baseUrl).port);
  const stepFor = (test: TestAtlas, baseUrl = test.atlas.baseUrl): Step => ({
    config: { ...test.config("apiKey"), "mongodbatlas:baseUrl": baseUrl },
    reads: [RUN_ARGS],
  });

  it("is accepted when NODE_EXTRA_CA_CERTS has its authority, by name, by address and in a tunnel", async () => {
    const test = await start("server");
    const port = portOf(test);
    const proxy = await startProxy({ "cloud.atlas.test:443": port, [`127.0.0.1:${port}`]: port });
    const env = { HTTPS_PROXY: proxy.url() };
    const outcomes = await trusting.run(
      stepFor(test),
      stepFor(test, `https://localhost:${port}`),
      { ...stepFor(test, "https://cloud.atlas.test"), env },
      { ...stepFor(test), env },
    );
    assert.deepEqual(outcomes, [[ID], [ID], [ID], [ID]]);
    assert.equal(proxy.requests.length, 2);
  });

  const OTHER_NAME = "its TLS certificate is for another host name \\(ERR_TLS_CERT_ALTNAME_INVALID\\)";
  const CERTIFICATES: readonly (readonly [string, Issued, string])[] = [
    ["is for clients", "ofClient", "un\\w+ certificate purpose \\(INVALID_PURPOSE\\)"],
    ["is for another name", "otherName", OTHER_NAME],
    ["is not for the address of Atlas", "localhost", OTHER_NAME],
    ["has expired", "expired", "its TLS certificate has expired \\(CERT_HAS_EXPIRED\\)"],
    [
      "is signed by no authority",
      "selfSigned",
      "its TLS certificate is self-signed \\(NODE_EXTRA_CA_CERTS makes it trusted\\) \\(DEPTH_ZERO_SELF_SIGNED_CERT\\)",
    ],
    [
      "is signed by an authority that is not known",
      "server",
      "its TLS certificate comes from an unknown authority \\(NODE_EXTRA_CA_CERTS adds one\\) \\(UNABLE_TO_VERIFY_LEAF_SIGNATURE\\)",
    ],
  ];
  for (const [what, kind, text] of CERTIFICATES) {
    it(`is refused at once when it ${what}, also in a tunnel, and no request is sent`, async () => {
      const test = await start(kind);
      const port = portOf(test);
      const proxy = await startProxy({ [`127.0.0.1:${port}`]: port });
      const process = kind === "server" ? other : trusting;
      const tunnelled = { ...stepFor(test), env: { HTTPS_PROXY: proxy.url() } };
      const [direct, inTunnel] = await process.fail(stepFor(test), tunnelled);
      assert.match(String(direct?.message), new RegExp(`: ${text}, reading .* \\[NETWORK\\]$`));
      assert.match(
        String(inTunnel?.message),
        new RegExp(`: ${text}, through the proxy ${proxy.name}, reading `),
      );
      assert.deepEqual([direct?.retryable, inTunnel?.retryable], [false, false]);
      assert.deepEqual([test.atlas.connections, test.atlas.requests.length], [2, 0]);
    });
  }

  const HANDSHAKES: readonly (readonly [name: string, options: TlsOptions, text: RegExp])[] = [
    ...(["TLSv1.2", "TLSv1.3"] as const).map(
      (version) =>
        [
          `demands one of the client with ${version}`,
          { requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version },
          /: the server refused TLS without a client certificate \(\w+\)|: TLS failed: \w* ?alert handshake failure \(\w+\)/,
        ] as const,
    ),
    [
      "speaks TLS 1.1 only",
      { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" },
      /: TLS failed: .*(protocol|version).* \(\w+\)/,
    ],
  ];
  for (const [name, options, text] of HANDSHAKES) {
    it(`is not all that TLS needs: a server that ${name} is tried once, and the error says why`, async () => {
      let connections = 0;
      const server = createServer({ ...certificates.server, ...options });
      server.on("connection", () => (connections += 1)).on("tlsClientError", () => undefined);
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      started.push({ close: () => promisify(server.close.bind(server))() });
      const { port } = server.address() as AddressInfo;
      const proxy = await startProxy({ "cloud.atlas.test:443": port });
      const step = (url: string): Step => ({
        config: { "mongodbatlas:baseUrl": url, "mongodbatlas:accessToken": "a-token" },
        reads: [RUN_ARGS],
      });
      const tunnelled = { ...step("https://cloud.atlas.test"), env: { HTTPS_PROXY: proxy.url() } };
      const failures = await trusting.fail(step(`https://127.0.0.1:${port}`), tunnelled);
      for (const failure of failures) {
        assert.match(failure.message, text);
        assert.equal(failure.retryable, false);
      }
      assert.deepEqual([failures.length, connections], [2, 2]);
    });
  }
});
