import assert from "node:assert/strict";
import { type Kind } from "../../helpers/local-atlas.js";
import {
  IN_URL,
  PASSWORD,
  PROXY_SECRETS,
  RUN_ARGS,
  startCompany,
  USER,
  type Company,
} from "../../helpers/corporate/company.js";
import { failures, runProgram } from "../../helpers/corporate/run-program.js";
import { type Failure } from "../../helpers/corporate/step.js";

const response = (text: string): { type: "response"; text: string } => ({ type: "response", text });

describe("a proxy that opens no tunnel", () => {
  let company: Company;

  beforeEach(async () => {
    company = await startCompany({ credentials: { user: USER, password: PASSWORD } });
  });

  afterEach(() => company.close());

  /** The errors of reads with these credentials for the proxy, one after the other; Atlas must have seen none. */
  const failed = async (...reads: readonly (readonly [proxy: string, kind: Kind])[]): Promise<Failure[]> => {
    const { proxy, test } = company;
    // Enough for two tries.
    const settings = { "atlas-data-lake:retryTimeoutSeconds": "1.45" };
    const steps = reads.map(([credentials, kind]) => ({
      env: { HTTPS_PROXY: proxy.url(credentials) },
      config: company.config(kind, settings),
      reads: [RUN_ARGS],
    }));
    const result = await runProgram(company.env(), ...steps);
    const errors = result.steps.flatMap(failures);
    assert.equal(errors.length, reads.length);
    assert.equal(test.atlas.connections, 0);
    const shown = JSON.stringify(errors) + result.reports;
    for (const secret of [...PROXY_SECRETS, ...test.secrets]) assert.ok(!shown.includes(secret), secret);
    for (const secret of test.secrets) assert.ok(!proxy.outside.includes(secret), secret);
    return errors;
  };

  it("is named, and asked once, when it is given no credentials or wrong ones", async () => {
    const errors = await failed(["", "accessToken"], [`${encodeURIComponent(USER)}:wrong`, "serviceAccount"]);
    const { name, requests } = company.proxy;
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
    company.proxy.refuse(
      response(`HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: ${challenge}\r\nContent-Length: 0\r\n\r\n`),
      response(`HTTP/1.1 201 Created\r\nContent-Length: ${token.length}\r\n\r\n${token}`),
      response("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
    );
    const errors = await failed([IN_URL, "apiKey"], [IN_URL, "serviceAccount"], [IN_URL, "accessToken"]);
    const text = `the proxy ${company.proxy.name} refused the connection with `;
    for (const [index, status] of ["401 Unauthorized", "201 Created", "404 Not Found"].entries()) {
      const message = errors[index]?.message;
      assert.ok(
        message?.includes(`${text}${status}, reading `) && message.includes(". Ask the proxy's operator"),
        message,
      );
      assert.equal(errors[index]?.code, "NETWORK");
    }
    assert.equal(company.proxy.requests.length, 3);
    assert.ok(!company.proxy.outside.includes("Digest"));
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
      company.proxy.refuse(...Array.from({ length: times }, () => response(said)));
    }
    const errors = await failed(...expected.map(() => [IN_URL, "accessToken"] as const));
    for (const [index, [status, reason, times]] of expected.entries()) {
      const error = errors[index];
      const text = `the proxy ${company.proxy.name} refused the connection with ${`${status} ${reason}`.trim()}, reading `;
      assert.ok(error?.message.includes(text), error?.message);
      assert.equal(error?.retryable, times > 1);
    }
    assert.deepEqual(
      company.proxy.requests.map(({ status }) => status),
      [302, 403, 429, 429, 502, 502, 503, 503, 599],
    );
  });

  it("is forgiven a 502 that passes", async () => {
    company.proxy.refuse(response("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
    const step = { config: company.config("apiKey"), reads: [RUN_ARGS] };
    const { steps } = await runProgram(company.env(IN_URL), step);
    assert.deepEqual(steps[0]?.outcomes, [RUN_ARGS.pipelineRunId]);
    assert.equal(company.proxy.requests.length, 2);
  });
});
