import assert from "node:assert/strict";
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

  const start = async (
    kind: "server" | "localhost" | "otherName" | "expired" | "selfSigned",
  ): Promise<TestAtlas> => {
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
