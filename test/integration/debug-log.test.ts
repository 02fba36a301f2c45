import assert from "node:assert/strict";
import { IN_URL, PASSWORD, PROXY_SECRETS, startCompany, USER } from "../helpers/corporate/company.js";
import { Program } from "../helpers/corporate/program.js";
import { KINDS, RUN_ARGS } from "../helpers/local-atlas.js";
import { useTestAtlas } from "../helpers/local-atlas.js";

const { projectId, pipelineName, pipelineRunId } = RUN_ARGS;
const OTHER = "/api/atlas/v2/groups/p/pipelines/other/runs/r";

describe("NODE_DEBUG", () => {
  const test = useTestAtlas({ awkward: true });
  let program: Program | undefined;

  afterEach(() => program?.end());

  it("with atlas-data-lake prints each request, challenge, token and wait in one line, and no secret", async () => {
    program = new Program({ NODE_DEBUG: "atlas-data-lake" });
    const reads = [RUN_ARGS, { ...RUN_ARGS, pipelineName: "other" }];
    await program.run(...KINDS.map((kind) => ({ config: test.config(kind), reads })));
    test.atlas.fail({ type: "status", status: 503 }, { times: 1 });
    test.atlas.fail({ type: "rateLimited", retryAfter: 1 }, { times: 1 });
    const config = { ...test.config("accessToken"), "atlas-data-lake:maxConcurrentReads": "1" };
    await program.run({ config, reads, concurrent: true });
    const output = await program.end();
    for (const secret of test.secrets) assert.ok(!output.includes(secret), output);
    assert.doesNotMatch(output, /authorization|bearer|basic|digest/i);
    const lines = [...output.matchAll(/^ATLAS-DATA-LAKE \d+: (.*)$/gm)].map(([, line = ""]) =>
      line
        .replace(/\d+ ms/, "_ms")
        .replace(`/groups/${projectId}/`, "/groups/p/")
        .replace(`/runs/${pipelineRunId}`, "/runs/r")
        .replace(OTHER, "other")
        .replace(OTHER.replace("other", pipelineName), "run"),
    );
    assert.deepEqual(lines, [
      ...["GET run, attempt 1: 200 in _ms", "GET other, attempt 1: 404 in _ms"],
      ...["POST /api/oauth/token: 200 in _ms", "token: issued for 3600 s"],
      ...["GET run, attempt 1: 200 in _ms", "GET other, attempt 1: 404 in _ms"],
      ...["GET run, attempt 1: 401 in _ms", "nonce: a challenge"],
      ...["GET run, attempt 1: 200 in _ms", "GET other, attempt 1: 404 in _ms"],
      "GET other: waits in the queue",
      "GET run, attempt 1: 503 in _ms",
      "GET run: waits _ms after attempt 1 (status 503)",
      "GET run, attempt 2: 429 in _ms",
      "rate limit: all reads wait _ms",
      "GET run, attempt 3: 200 in _ms",
      "GET other, attempt 1: 404 in _ms",
      ...["token: revoked, 1", "POST /api/oauth/revoke: 200 in _ms"],
    ]);
  });

  it("with the sections of Node prints no Authorization header of a plain connection, a direct TLS connection or a tunnel", async () => {
    const company = await startCompany({ credentials: { user: USER, password: PASSWORD } });
    try {
      const { HTTPS_PROXY = "", ...trust } = company.env(IN_URL);
      // The sections that print options of connections, and the one of this package.
      program = new Program({ ...trust, NODE_DEBUG: "http,https,net,tls,atlas-data-lake" });
      const steps = KINDS.flatMap((kind) => [
        { config: test.config(kind), reads: [RUN_ARGS, RUN_ARGS] },
        { config: company.test.config(kind), reads: [RUN_ARGS, RUN_ARGS] },
        { config: company.config(kind), reads: [RUN_ARGS, RUN_ARGS], env: { HTTPS_PROXY } },
      ]);
      const outcomes = (await program.run(...steps)).flat();
      assert.deepEqual(outcomes, Array<string>(18).fill(pipelineRunId));
      const log = await program.end();
      assert.match(log, /^(HTTP|NET) \d+: /m, "Node has written no debug log");
      assert.match(log, /^ATLAS-DATA-LAKE \d+: GET .*: 200 in \d+ ms$/m);
      for (const secret of [...test.secrets, ...company.test.secrets, ...PROXY_SECRETS]) {
        assert.ok(!log.includes(secret), `${secret} is in the debug log`);
      }
      const line = /^.*authorization.*$/im.exec(log);
      assert.equal(line, null, line?.[0]);
      assert.equal(company.proxy.requests.length, 3);
    } finally {
      await company.close();
    }
  });
});
