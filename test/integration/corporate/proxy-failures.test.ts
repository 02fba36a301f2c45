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
import { type ConnectProxy, type Refusal } from "../../helpers/corporate/connect-proxy.js";
import { Program, type Failure, type Step } from "../../helpers/corporate/program.js";
import { type Kind } from "../../helpers/local-atlas.js";

const LIMIT = "atlas-data-lake:retryTimeoutSeconds";
const response = (text: string): Refusal => ({ type: "response", text });

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
  /** A proxy that fails for a while: how, with which settings, and the requests until a read succeeds. */
  const PASSING: readonly (readonly [string, readonly Refusal[], number, Record<string, string>?])[] = [
    [
      "hangs, and makes room for the next attempt after requestTimeoutSeconds",
      [{ type: "hang" }],
      2,
      { "atlas-data-lake:requestTimeoutSeconds": "0.5", "atlas-data-lake:maxConcurrentReads": "1" },
    ],
    [
      "ends the connection without a word or valid HTTP",
      [{ type: "drop" }, response("SSH-2.0-OpenSSH\r\n\r\n")],
      3,
    ],
    ["breaks its tunnel", [{ type: "dropTunnel" }], 2],
  ];
  for (const [how, refusals, requests, settings = {}] of PASSING) {
    it(`is asked again when it ${how}`, async () => {
      proxy.refuse(...refusals);
      assert.deepEqual(await program.run(stepOf(settings)), [[RUN_ARGS.pipelineRunId]]);
      assert.equal(proxy.requests.length, requests);
    });
  }

  const SECONDS = "atlas-data-lake:requestTimeoutSeconds";
  /** A proxy that fails for good: how, the settings for two attempts, the code, and the message between its start and the run. */
  const LASTING: readonly (readonly [string, Refusal | undefined, Record<string, string>, RegExp])[] = [
    [
      "is down",
      undefined,
      { [LIMIT]: "0.45" },
      /: the proxy NAME: connection refused \(ECONNREFUSED\), reading .*\. Check the proxy's URL in HTTPS_PROXY or ALL_PROXY.* \[NETWORK\]$/,
    ],
    [
      "hangs",
      { type: "hang" },
      { [LIMIT]: "0.85", [SECONDS]: "0.4" },
      /: no complete response within 0\.4 s, through the proxy NAME, reading .* \[TIMEOUT\]$/,
    ],
    [
      "breaks its tunnels",
      { type: "dropTunnel" },
      { [LIMIT]: "0.45" },
      /\(ECONNRESET\), through the proxy NAME, reading .* \[NETWORK\]$/,
    ],
  ];
  for (const [how, refusal, settings, text] of LASTING) {
    it(`is named when it ${how}`, async () => {
      if (refusal) proxy.refuseAll(refusal);
      else await proxy.close();
      const [failure] = await program.fail(stepOf(settings));
      const message = String(failure?.message).replace(proxy.name, "NAME");
      assert.match(message, /^no response from https:\/\/cloud\.atlas\.test/);
      assert.match(message, text);
      assert.equal(failure?.retryable, true);
    });
  }

  it("is named where it opens no tunnel, and is asked again where that may help", async () => {
    const wrong = `${encodeURIComponent(USER)}:wrong`;
    const challenge = 'WWW-Authenticate: Digest realm="MMS Public API", nonce="n", qop="auth", algorithm=MD5';
    const token = JSON.stringify({ access_token: "forged", expires_in: 3600, token_type: "Bearer" });
    /** Credentials for the proxy and for Atlas, the status, the attempts, and a header or a body that pretends to be of Atlas. */
    const CASES: readonly (readonly [string, Kind, string, number, { header?: string; body?: string }?])[] = [
      ["", "accessToken", "407 Proxy Authentication Required", 1],
      [wrong, "serviceAccount", "407 Proxy Authentication Required", 1],
      [IN_URL, "apiKey", "401 Unauthorized", 1, { header: challenge }],
      [IN_URL, "serviceAccount", "201 Created", 1, { body: token }],
      [IN_URL, "accessToken", "302 Found", 1, {}],
      [IN_URL, "accessToken", "403 Forbidden", 1, {}],
      [IN_URL, "accessToken", "429 Too Many Requests", 2, {}],
      [IN_URL, "accessToken", "503 Service Unavailable", 2, {}],
      [IN_URL, "accessToken", "599", 1, {}],
    ];
    const { atlas, secrets } = company.test;
    const before = atlas.connections;
    const failures: Failure[] = [];
    for (const [credentials, kind, status, attempts, said] of CASES) {
      // A proxy may well repeat what it was sent.
      const { header = `X-Said: ${PASSWORD}`, body = PASSWORD } = said ?? {};
      const text = `HTTP/1.1 ${status.slice(0, 3)} ${PASSWORD}\r\n${header}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
      // Without a refusal, it asks for its credentials.
      if (said) proxy.refuse(...Array<Refusal>(attempts).fill(response(text)));
      failures.push(...(await program.fail(stepOf({ [LIMIT]: "1.4" }, kind, credentials))));
    }
    for (const [index, { message, code, retryable }] of failures.entries()) {
      const [, , status = "", attempts = 0] = CASES[index] ?? [];
      const advice = status.startsWith("407")
        ? ". Give the proxy's URL in HTTPS_PROXY or ALL_PROXY its user name and password"
        : ". Ask the proxy's operator";
      assert.ok(
        message.includes(`the proxy ${proxy.name} refused the connection with ${status}, reading `),
        message,
      );
      assert.ok(message.includes(advice), message);
      assert.deepEqual([code, retryable], ["NETWORK", attempts > 1]);
    }
    const statuses = CASES.flatMap(([, , status, attempts]) =>
      Array<number>(attempts).fill(parseInt(status)),
    );
    assert.deepEqual(
      proxy.requests.map(({ status }) => status),
      statuses,
    );
    assert.equal(atlas.connections, before);
    const shown = JSON.stringify(failures);
    for (const secret of [...PROXY_SECRETS, ...secrets]) assert.ok(!shown.includes(secret), secret);
    for (const secret of [...secrets, "Digest"]) assert.ok(!proxy.outside.includes(secret), secret);
  });

  it("does not keep the process alive, and nothing was printed", async () => {
    assert.equal(await program.end(), "");
  });
});
