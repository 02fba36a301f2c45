import assert from "node:assert/strict";
import { RUN } from "../../helpers/local-atlas.js";
import {
  HOST,
  IN_URL,
  KINDS,
  PASSWORD,
  PROXY_SECRETS,
  RUN_ARGS,
  startCompany,
  USER,
  type Company,
} from "../../helpers/corporate/company.js";
import { ConnectProxy } from "../../helpers/corporate/connect-proxy.js";
import { failures, runProgram } from "../../helpers/corporate/run-program.js";

const ID = RUN_ARGS.pipelineRunId;

describe("reading through a proxy", () => {
  let company: Company;

  beforeEach(async () => {
    company = await startCompany({ credentials: { user: USER, password: PASSWORD } });
  });

  afterEach(() => company.close());

  it("uses one tunnel for all requests of a client, and keeps the credentials of the two apart", async () => {
    const { proxy, test } = company;
    const steps = KINDS.map((kind) => ({
      config: company.config(kind),
      reads: [RUN_ARGS, RUN_ARGS, RUN_ARGS],
    }));
    const result = await runProgram(company.env(IN_URL), ...steps);
    assert.deepEqual(
      result.steps.flatMap(({ outcomes }) => outcomes),
      Array.from({ length: 9 }, () => ID),
    );
    assert.equal(result.reports, "");

    // The proxy has received nothing but this, once for each kind: Atlas' credentials are within the tunnels.
    const basic = Buffer.from(`${USER}:${PASSWORD}`).toString("base64");
    const head =
      `CONNECT ${HOST}:443 HTTP/1.1\r\nProxy-Authorization: Basic ${basic}\r\n` +
      `Host: ${HOST}:443\r\nProxy-Connection: Keep-Alive\r\n\r\n`;
    assert.equal(proxy.outside, head.repeat(3));
    assert.deepEqual([proxy.connections, test.atlas.connections], [3, 3]);

    const requests = {
      accessToken: "api api api",
      serviceAccount: "token api api api",
      apiKey: "api api api api",
    };
    const kinds = test.atlas.requests.map(({ kind }) => kind);
    assert.deepEqual(kinds, [...KINDS.flatMap((kind) => requests[kind].split(" ")), "revoke"]);
    const seen = JSON.stringify(test.atlas.requests);
    for (const secret of ["proxy-authorization", ...PROXY_SECRETS]) assert.ok(!seen.includes(secret), secret);
  });

  it("opens no more tunnels than maxConcurrentReads", async () => {
    const { proxy, test } = company;
    const ids = Array.from({ length: 8 }, (_, n) => n.toString(16).padStart(24, "0"));
    for (const id of ids) test.atlas.setRun({ ...RUN, run: { ...RUN.run, _id: id } });
    test.atlas.fail({ type: "delay", milliseconds: 40 });
    const { steps } = await runProgram(company.env(IN_URL), {
      config: company.config("accessToken", { "atlas-data-lake:maxConcurrentReads": "3" }),
      reads: ids.map((pipelineRunId) => ({ ...RUN_ARGS, pipelineRunId })),
      concurrent: true,
    });
    assert.deepEqual(steps[0]?.outcomes, ids);
    assert.equal(test.atlas.requests.length, 8);
    assert.equal(proxy.requests.length, 3);
  });
});

describe("reading through a proxy that is itself reached over TLS", () => {
  let company: Company;
  let proxy: ConnectProxy;
  let stranger: ConnectProxy;

  beforeEach(async () => {
    company = await startCompany();
    const { otherName, server } = company.certificates;
    const targets = { [`${HOST}:443`]: company.port };
    proxy = await ConnectProxy.start({ targets, tls: server });
    stranger = await ConnectProxy.start({ targets, tls: otherName });
  });

  afterEach(() => Promise.all([company.close(), proxy.close(), stranger.close()]));

  it("reads, revokes its token and ends", async () => {
    const { steps, seconds } = await runProgram(
      { ...company.env(), HTTPS_PROXY: proxy.url() },
      { config: company.config("serviceAccount"), reads: [RUN_ARGS, RUN_ARGS] },
    );
    assert.deepEqual(steps[0]?.outcomes, [ID, ID]);
    assert.equal(proxy.requests.length, 1);
    const kinds = company.test.atlas.requests.map(({ kind }) => kind);
    assert.deepEqual(kinds, ["token", "api", "api", "revoke"]);
    assert.ok(seconds < 20, `${seconds} s`);
  });

  it("gives the proxy nothing when its certificate is for another name", async () => {
    const { steps } = await runProgram(
      { ...company.env(), HTTPS_PROXY: stranger.url(IN_URL) },
      { config: company.config("accessToken"), reads: [RUN_ARGS] },
    );
    const [failure] = failures(steps[0]);
    assert.ok(failure);
    assert.ok(
      failure.message.includes(
        `the proxy ${stranger.name}: its TLS certificate is for another host name (ERR_TLS_CERT_ALTNAME_INVALID), reading `,
      ) && failure.message.includes(". Check the proxy's URL in HTTPS_PROXY or ALL_PROXY"),
      failure.message,
    );
    assert.equal(failure.retryable, false);
    assert.deepEqual([stranger.connections, stranger.outside], [1, ""]);
  });
});
