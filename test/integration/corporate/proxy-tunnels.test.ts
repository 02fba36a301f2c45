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
import { Program } from "../../helpers/corporate/program.js";

const ID = RUN_ARGS.pipelineRunId;

describe("reading through a proxy", () => {
  let company: Company;
  let program: Program;

  before(async () => {
    company = await startCompany({ credentials: { user: USER, password: PASSWORD } });
    program = new Program(company.env(IN_URL));
  });

  after(async () => {
    await program.end();
    await company.close();
  });

  beforeEach(() => {
    company.test.atlas.clearRequests();
  });

  const kindsOf = (): readonly string[] => company.test.atlas.requests.map(({ kind }) => kind);

  it("uses one tunnel for all requests of a client, and keeps the credentials of the two apart", async () => {
    const { proxy, test } = company;
    const steps = KINDS.map((kind) => ({
      config: company.config(kind),
      reads: [RUN_ARGS, RUN_ARGS, RUN_ARGS],
    }));
    assert.deepEqual((await program.run(...steps)).flat(), Array<string>(9).fill(ID));

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
    assert.equal(kindsOf().join(" "), KINDS.map((kind) => requests[kind]).join(" "));
    const seen = JSON.stringify(test.atlas.requests);
    for (const secret of ["proxy-authorization", ...PROXY_SECRETS]) assert.ok(!seen.includes(secret), secret);
  });

  it("opens no more tunnels than maxConcurrentReads", async () => {
    const { proxy, test } = company;
    const before = proxy.requests.length;
    const ids = Array.from({ length: 8 }, (_, n) => n.toString(16).padStart(24, "0"));
    for (const id of ids) test.atlas.setRun({ ...RUN, run: { ...RUN.run, _id: id } });
    test.atlas.fail({ type: "delay", milliseconds: 40 });
    const [outcomes] = await program.run({
      config: company.config("accessToken", { "atlas-data-lake:maxConcurrentReads": "3" }),
      reads: ids.map((pipelineRunId) => ({ ...RUN_ARGS, pipelineRunId })),
      concurrent: true,
    });
    test.atlas.clearFaults();
    assert.deepEqual(outcomes, ids);
    assert.equal(test.atlas.requests.length, 8);
    assert.equal(proxy.requests.length - before, 3);
  });

  it("gives a proxy nothing whose certificate is for another name", async () => {
    const stranger = await company.startProxy({ tls: company.certificates.otherName });
    const [failure] = await program.fail({
      env: { HTTPS_PROXY: stranger.url(IN_URL) },
      config: company.config("accessToken"),
      reads: [RUN_ARGS],
    });
    assert.match(
      String(failure?.message).replace(stranger.name, "NAME"),
      /the proxy NAME: its TLS certificate is for another host name \(ERR_TLS_CERT_ALTNAME_INVALID\), reading .*\. Check the proxy's URL/,
    );
    assert.equal(failure?.retryable, false);
    assert.deepEqual([stranger.connections, stranger.outside], [1, ""]);
  });

  it("revokes its tokens through the tunnels and ends, without a line of output", async () => {
    assert.equal(await program.end(), "");
    assert.deepEqual(kindsOf(), ["revoke"]);
  });

  it("revokes its tokens through the proxies at process.exit, by name, by address and over TLS", async () => {
    const overTls = await company.startProxy({ tls: company.certificates.server });
    const config = company.config("serviceAccount");
    const byAddress = { ...config, "mongodbatlas:baseUrl": `https://127.0.0.1:${company.port}` };
    const exiting = new Program(company.env(IN_URL));
    const reads = [RUN_ARGS];
    const outcomes = await exiting.run(
      { config, reads },
      { config: byAddress, reads },
      { config, reads, env: { HTTPS_PROXY: overTls.url() } },
    );
    assert.deepEqual(outcomes, [[ID], [ID], [ID]]);
    const opened = company.proxy.requests.length;
    company.test.atlas.clearRequests();
    assert.equal(await exiting.end("exit"), "");
    assert.deepEqual(
      company.test.atlas.requests.map(({ kind, status, headers }) => [
        kind,
        status,
        headers["user-agent"]?.split("/")[0],
      ]),
      Array(3).fill(["revoke", 200, "pulumi-atlas-data-lake"]),
    );
    assert.deepEqual([company.proxy.requests.length - opened, overTls.requests.length], [2, 2]);
  });
});
