import assert from "node:assert/strict";
import { type AddressInfo } from "node:net";
import { createServer, type TlsOptions } from "node:tls";
import { promisify } from "node:util";
import { startTestAtlas, type TestAtlas } from "../../helpers/local-atlas.js";
import { makeCertificates, RUN_ARGS, type Certificates } from "../../helpers/corporate/company.js";
import { ConnectProxy } from "../../helpers/corporate/connect-proxy.js";
import { Program, type Failure, type Step } from "../../helpers/corporate/program.js";

const ID = RUN_ARGS.pipelineRunId;
const UNKNOWN =
  "its TLS certificate comes from an unknown authority (NODE_EXTRA_CA_CERTS adds one) (UNABLE_TO_VERIFY_LEAF_SIGNATURE)";

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

  const start = async (kind: Exclude<keyof Certificates, "authorityFile" | "remove">): Promise<TestAtlas> => {
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

  /** Checks an error, after one connection to Atlas for each step and not one request. */
  const assertRefused = (
    test: TestAtlas,
    failure: Failure | undefined,
    text: string,
    connections = 1,
  ): void => {
    assert.ok(failure);
    assert.ok(failure.message.includes(`: ${text}, reading `), failure.message);
    assert.ok(!failure.message.includes("\n"));
    assert.deepEqual([failure.code, failure.retryable], ["NETWORK", false]);
    assert.deepEqual([test.atlas.connections, test.atlas.requests.length], [connections, 0]);
  };

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

  it("is refused without its authority, and the error says how to add it", async () => {
    const test = await start("server");
    const proxy = await startProxy({ "cloud.atlas.test:443": portOf(test) });
    const errors = await other.fail(stepFor(test), {
      ...stepFor(test, "https://cloud.atlas.test"),
      env: { HTTPS_PROXY: proxy.url() },
    });
    assertRefused(test, errors[0], UNKNOWN, 2);
    assertRefused(test, errors[1], `${UNKNOWN}, through the proxy ${proxy.name}`, 2);
    assert.equal(proxy.requests.length, 1);
  });

  it("is refused at once when it is for clients, also in a tunnel", async () => {
    const test = await start("ofClient");
    const proxy = await startProxy({ "cloud.atlas.test:443": portOf(test) });
    const steps = [
      stepFor(test),
      { ...stepFor(test, "https://cloud.atlas.test"), env: { HTTPS_PROXY: proxy.url() } },
    ];
    const [direct, tunnelled] = await trusting.fail(...steps);
    const text = /: un\w+ certificate purpose \(INVALID_PURPOSE\)/;
    for (const failure of [direct, tunnelled]) {
      assert.match(String(failure?.message), text);
      assert.equal(failure?.retryable, false);
    }
    assert.deepEqual([test.atlas.connections, test.atlas.requests.length], [2, 0]);
  });

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

  it("is refused at once when it is for another name, has expired or is signed by no known authority", async () => {
    const [otherName, expired, selfSigned] = [
      await start("otherName"),
      await start("expired"),
      await start("selfSigned"),
    ];
    const errors = await trusting.fail(...[otherName, expired, selfSigned].map((test) => stepFor(test)));
    const text = "its TLS certificate is for another host name (ERR_TLS_CERT_ALTNAME_INVALID)";
    assertRefused(otherName, errors[0], text);
    assertRefused(expired, errors[1], "its TLS certificate has expired (CERT_HAS_EXPIRED)");
    assertRefused(
      selfSigned,
      errors[2],
      "its TLS certificate is self-signed (NODE_EXTRA_CA_CERTS makes it trusted) (DEPTH_ZERO_SELF_SIGNED_CERT)",
    );
  });

  it("is checked in a tunnel against the address of Atlas, not against another name", async () => {
    const test = await start("localhost");
    const proxy = await startProxy({ [`127.0.0.1:${portOf(test)}`]: portOf(test) });
    const errors = await trusting.fail({ ...stepFor(test), env: { HTTPS_PROXY: proxy.url() } });
    const text = "its TLS certificate is for another host name (ERR_TLS_CERT_ALTNAME_INVALID)";
    assertRefused(test, errors[0], `${text}, through the proxy ${proxy.name}`);
  });
});
