import assert from "node:assert/strict";
import {
  IN_URL,
  PASSWORD,
  PROXY_SECRETS,
  RUN_ARGS,
  startCompany,
  USER,
  type Company,
} from "../../helpers/corporate/company.js";
import { type ConnectProxy } from "../../helpers/corporate/connect-proxy.js";
import { Program, type Failure, type Step, type StepResult } from "../../helpers/corporate/program.js";
import { type Kind } from "../../helpers/local-atlas.js";

const response = (text: string): { type: "response"; text: string } => ({ type: "response", text });

describe("a proxy that fails", () => {
  let company: Company;
  let program: Program;
  let proxy: ConnectProxy;

  before(async () => {
    company = await startCompany();
    program = new Program({ NODE_EXTRA_CA_CERTS: company.certificates.authorityFile });
  });

  after(async () => {
    await program.end();
    await company.close();
  });

  beforeEach(async () => {
    proxy = await company.startProxy({ credentials: { user: USER, password: PASSWORD } });
  });

  const stepOf = (
    settings: Record<string, string>,
    kind: Kind = "accessToken",
    credentials = IN_URL,
  ): Step => ({
    env: { HTTPS_PROXY: proxy.url(credentials) },
    config: company.config(kind, settings),
    reads: [RUN_ARGS],
  });
  const run = (...step: Parameters<typeof stepOf>): Promise<readonly StepResult[]> =>
    program.run(stepOf(...step));

  /** The message of a read that fails, with enough time for two attempts. */
  const failureOf = async (settings: Record<string, string> = {}): Promise<Failure> => {
    const [failure] = await program.fail(
      stepOf({ "atlas-data-lake:retryTimeoutSeconds": "0.45", ...settings }),
    );
    assert.ok(failure);
    return failure;
  };

  const RUN_READ = [[RUN_ARGS.pipelineRunId]];

  it("is named when it is down", async () => {
    await proxy.close();
    const { message, retryable } = await failureOf();
    const refused = `the proxy ${proxy.name}: connection refused (ECONNREFUSED), `;
    assert.ok(
      message.startsWith("no response from https://cloud.atlas.test") && message.includes(refused),
      message,
    );
    assert.match(message, /\. Check the proxy's URL in HTTPS_PROXY or ALL_PROXY/);
    assert.equal(retryable, true);
  });

  it("is given up after requestTimeoutSeconds when it hangs, and makes room for the next attempt", async () => {
    proxy.refuse({ type: "hang" });
    const settings = {
      "atlas-data-lake:requestTimeoutSeconds": "0.5",
      "atlas-data-lake:maxConcurrentReads": "1",
    };
    assert.deepEqual(await run(settings), RUN_READ);
    assert.equal(proxy.requests.length, 2);
  });

  it("is named when it hangs for good", async () => {
    proxy.refuseAll({ type: "hang" });
    const { code, message } = await failureOf({
      "atlas-data-lake:requestTimeoutSeconds": "0.4",
      "atlas-data-lake:retryTimeoutSeconds": "0.85",
    });
    assert.equal(code, "TIMEOUT");
    const text = `no complete response within 0.4 s, through the proxy ${proxy.name}, reading `;
    assert.ok(message.includes(text), message);
  });

  it("is asked again when it ends the connection without a word", async () => {
    proxy.refuse({ type: "drop" }, response("SSH-2.0-OpenSSH\r\n\r\n"));
    assert.deepEqual(await run({}), RUN_READ);
    assert.equal(proxy.requests.length, 3);
  });

  it("is named when it breaks its tunnels, one of which is enough to read", async () => {
    proxy.refuse({ type: "dropTunnel" });
    assert.deepEqual(await run({}, "apiKey"), RUN_READ);
    assert.equal(proxy.requests.length, 2);

    proxy.refuseAll({ type: "dropTunnel" });
    const { message, retryable } = await failureOf();
    assert.ok(message.includes(`(ECONNRESET), through the proxy ${proxy.name}, reading `), message);
    assert.equal(retryable, true);
  });

  context("and opens no tunnel", () => {
    /** The errors of reads with these credentials for the proxy, one after the other; Atlas must have seen none. */
    const failed = async (
      ...reads: readonly (readonly [proxy: string, kind: Kind])[]
    ): Promise<readonly Failure[]> => {
      const { atlas, secrets } = company.test;
      const connections = atlas.connections;
      // Enough for two attempts.
      const settings = { "atlas-data-lake:retryTimeoutSeconds": "1.4" };
      const errors = await program.fail(
        ...reads.map(([credentials, kind]) => stepOf(settings, kind, credentials)),
      );
      assert.deepEqual([errors.length, atlas.connections], [reads.length, connections]);
      const shown = JSON.stringify(errors);
      for (const secret of [...PROXY_SECRETS, ...secrets]) assert.ok(!shown.includes(secret), secret);
      for (const secret of secrets) assert.ok(!proxy.outside.includes(secret), secret);
      return errors;
    };

    it("is named, and asked once, when it is given no credentials or wrong ones", async () => {
      const errors = await failed(
        ["", "accessToken"],
        [`${encodeURIComponent(USER)}:wrong`, "serviceAccount"],
      );
      const { name, requests } = proxy;
      for (const { message, code, retryable } of errors) {
        assert.ok(
          message.startsWith(
            `no response from https://cloud.atlas.test: the proxy ${name} refused the connection with 407 ` +
              "Proxy Authentication Required, reading run ",
          ) &&
            message.includes(". Give the proxy's URL in HTTPS_PROXY or ALL_PROXY its user name and password"),
          message,
        );
        assert.deepEqual([code, retryable], ["NETWORK", false]);
      }
      assert.equal(requests.length, 2);
    });

    it("gets no response to a challenge of its own, and cannot respond in the place of Atlas", async () => {
      const challenge = 'Digest realm="MMS Public API", nonce="n", qop="auth", algorithm=MD5';
      const token = JSON.stringify({ access_token: "forged", expires_in: 3600, token_type: "Bearer" });
      proxy.refuse(
        response(`HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: ${challenge}\r\nContent-Length: 0\r\n\r\n`),
        response(`HTTP/1.1 201 Created\r\nContent-Length: ${token.length}\r\n\r\n${token}`),
        response("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
      );
      const errors = await failed([IN_URL, "apiKey"], [IN_URL, "serviceAccount"], [IN_URL, "accessToken"]);
      const text = `the proxy ${proxy.name} refused the connection with `;
      for (const [index, status] of ["401 Unauthorized", "201 Created", "404 Not Found"].entries()) {
        const message = errors[index]?.message;
        assert.ok(
          message?.includes(`${text}${status}, reading `) && message.includes(". Ask the proxy's operator"),
          message,
        );
        assert.equal(errors[index]?.code, "NETWORK");
      }
      assert.equal(proxy.requests.length, 3);
      assert.ok(!proxy.outside.includes("Digest"));
    });

    it("is asked again where that may help, and what it says besides is not shown", async () => {
      const expected = [
        [302, "Found", 1],
        [403, "Forbidden", 1],
        [429, "Too Many Requests", 2],
        [502, "Bad Gateway", 2],
        [503, "Service Unavailable", 2],
        [599, "", 1],
      ] as const;
      for (const [status, , times] of expected) {
        // A proxy may well repeat what it was sent.
        const said = `HTTP/1.1 ${status} ${PASSWORD}\r\nX-Said: ${PASSWORD}\r\n\r\n${PASSWORD}`;
        proxy.refuse(...Array.from({ length: times }, () => response(said)));
      }
      const errors = await failed(...expected.map(() => [IN_URL, "accessToken"] as const));
      for (const [index, [status, reason, times]] of expected.entries()) {
        const error = errors[index];
        const text = `the proxy ${proxy.name} refused the connection with ${`${status} ${reason}`.trim()}, reading `;
        assert.ok(error?.message.includes(text), error?.message);
        assert.equal(error?.retryable, times > 1);
      }
      assert.deepEqual(
        proxy.requests.map(({ status }) => status),
        [302, 403, 429, 429, 502, 502, 503, 503, 599],
      );
    });
  });

  context("at the end of the process", () => {
    it("does not keep it alive, and nothing was printed", async () => {
      assert.equal(await program.end(), "");
    });
  });
});
