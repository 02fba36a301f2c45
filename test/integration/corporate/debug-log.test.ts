import assert from "node:assert/strict";
import {
  IN_URL,
  KINDS,
  PASSWORD,
  PROXY_SECRETS,
  RUN_ARGS,
  startCompany,
  USER,
  type Company,
} from "../../helpers/corporate/company.js";
import { runProgram } from "../../helpers/corporate/run-program.js";
import { startTestAtlas } from "../../helpers/local-atlas.js";

/** The sections of Node's debug log that print options of connections, and the one of this package. */
const NODE_DEBUG = "http,https,net,tls,atlas-data-lake";

/** Reads twice with each kind of credentials, and returns what Node logs. */
async function logOf(env: Record<string, string>, config: Company["config"]): Promise<string> {
  const steps = KINDS.map((kind) => ({ config: config(kind), reads: [RUN_ARGS, RUN_ARGS] }));
  const result = await runProgram({ ...env, NODE_DEBUG }, ...steps);
  const outcomes = result.steps.flatMap((step) => step.outcomes);
  assert.deepEqual(new Set(outcomes), new Set([RUN_ARGS.pipelineRunId]));
  return result.reports;
}

/** Fails if a log has a secret, or a header that holds one. */
function assertNoSecret(log: string, secrets: readonly string[]): void {
  assert.match(log, /^(HTTP|NET) \d+: /m, "Node has written no debug log");
  assert.match(log, /^ATLAS-DATA-LAKE \d+: GET .*: 200 in \d+ ms$/m, "the package has written no debug log");
  for (const secret of secrets) assert.ok(!log.includes(secret), `${secret} is in the debug log`);
  const line = /^.*authorization.*$/im.exec(log);
  assert.equal(line, null, line?.[0]);
}

describe("the debug log of Node", () => {
  it("has no Authorization header of a plain connection", async () => {
    const test = await startTestAtlas();
    try {
      assertNoSecret(await logOf({}, (kind) => test.config(kind)), test.secrets);
    } finally {
      await test.atlas.close();
    }
  });

  const PROXIES: readonly (readonly [string, boolean])[] = [
    ["a direct TLS connection", false],
    ["a tunnel", true],
  ];
  for (const [name, proxied] of PROXIES) {
    it(`has no Authorization or Proxy-Authorization header of ${name}`, async () => {
      const company: Company = await startCompany({ credentials: { user: USER, password: PASSWORD } });
      try {
        const { HTTPS_PROXY = "", ...trust } = company.env(IN_URL);
        const env = { ...trust, ...(proxied && { HTTPS_PROXY }) };
        const log = await logOf(env, (kind) => (proxied ? company.config(kind) : company.test.config(kind)));
        assertNoSecret(log, [...company.test.secrets, ...PROXY_SECRETS]);
      } finally {
        await company.close();
      }
    });
  }
});
