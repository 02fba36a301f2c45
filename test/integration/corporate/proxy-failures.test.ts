import assert from "node:assert/strict";
import { type Kind } from "../../helpers/local-atlas.js";
import { RUN_ARGS, startCompany, type Company } from "../../helpers/corporate/company.js";
import { failures, runProgram, type ProgramResult } from "../../helpers/corporate/run-program.js";

describe("a proxy that fails", () => {
  let company: Company;

  beforeEach(async () => {
    company = await startCompany();
  });

  afterEach(() => company.close());

  const run = (settings: Record<string, string>, kind: Kind = "accessToken"): Promise<ProgramResult> =>
    runProgram(company.env(), { config: company.config(kind, settings), reads: [RUN_ARGS] });

  it("is named when it is down", async () => {
    const { name } = company.proxy;
    await company.proxy.close();
    const { steps } = await run({ "atlas-data-lake:retryTimeoutSeconds": "0.45" });
    const [failure] = failures(steps[0]);
    assert.match(
      String(failure?.message),
      new RegExp(
        `no response from https://cloud\\.atlas\\.test.*: the proxy ${name}: connection refused \\(ECONNREFUSED\\), .*\\. ` +
          "Check the proxy's URL in HTTPS_PROXY or ALL_PROXY",
      ),
    );
    assert.equal(failure?.retryable, true);
  });

  it("is given up after requestTimeoutSeconds when it hangs, and makes room for the next try", async () => {
    company.proxy.refuse({ type: "hang" });
    const { steps } = await run({
      "atlas-data-lake:requestTimeoutSeconds": "0.5",
      "atlas-data-lake:maxConcurrentReads": "1",
    });
    assert.deepEqual(steps[0]?.outcomes, [RUN_ARGS.pipelineRunId]);
    assert.equal(company.proxy.requests.length, 2);
  });

  it("does not keep the process alive when it hangs for good", async () => {
    company.proxy.refuseAll({ type: "hang" });
    const { steps } = await run({
      "atlas-data-lake:requestTimeoutSeconds": "0.4",
      "atlas-data-lake:retryTimeoutSeconds": "0.85",
    });
    const [failure] = failures(steps[0]);
    assert.equal(failure?.code, "TIMEOUT");
    assert.ok(
      failure.message.includes(
        `no complete response within 0.4 s, through the proxy ${company.proxy.name}, reading `,
      ),
      failure.message,
    );
  });

  it("is asked again when it ends the connection without a word", async () => {
    company.proxy.refuse({ type: "drop" }, { type: "response", text: "SSH-2.0-OpenSSH\r\n\r\n" });
    const { steps } = await run({});
    assert.deepEqual(steps[0]?.outcomes, [RUN_ARGS.pipelineRunId]);
    assert.equal(company.proxy.requests.length, 3);
  });

  it("is named when it never gives a response", async () => {
    company.proxy.refuseAll({ type: "drop" });
    const { steps } = await run({ "atlas-data-lake:retryTimeoutSeconds": "0.45" });
    const [failure] = failures(steps[0]);
    const text = `the proxy ${company.proxy.name}: it gave no valid response to CONNECT (NO_RESPONSE), reading `;
    assert.ok(failure?.message.includes(text), failure?.message);
  });

  it("is named when it breaks its tunnels, one of which is enough to read", async () => {
    company.proxy.refuse({ type: "dropTunnel" });
    const passed = await run({}, "apiKey");
    assert.deepEqual(passed.steps[0]?.outcomes, [RUN_ARGS.pipelineRunId]);
    assert.equal(company.proxy.requests.length, 2);

    company.proxy.refuseAll({ type: "dropTunnel" });
    const { steps } = await run({ "atlas-data-lake:retryTimeoutSeconds": "0.45" });
    const [failure] = failures(steps[0]);
    const text = `(ECONNRESET), through the proxy ${company.proxy.name}, reading `;
    assert.ok(failure);
    assert.ok(failure.message.includes(text), failure.message);
    assert.equal(failure.retryable, true);
  });
});
