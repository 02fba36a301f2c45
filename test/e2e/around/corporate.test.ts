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
import { EngineProject } from "../../../tools/engine/project.js";
import { useEngine } from "../../helpers/use-engine.js";

const PROGRAM = `
  const args = ${JSON.stringify(RUN_ARGS)};
  const run = new atlas.DataLakePipelineRun("nightly", args);
  module.exports = atlas.getDataLakePipelineRun(args).then((result) => ({ resource: run.state, function: result.state }));
`;

/** What the machine that runs the tests has set must not decide a test. */
const NO_PROXIES: Readonly<NodeJS.ProcessEnv> = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /proxy$/i.test(name))
    .map((name) => [name, undefined]),
);

describe("the engine in a corporate network", function () {
  let company: Company;
  let project: EngineProject;
  useEngine(async (pulumi) => {
    company = await startCompany({ credentials: { user: USER, password: PASSWORD } });
    project = new EngineProject(pulumi, "corporate", PROGRAM);
    project.configure(company.config("apiKey"));
  });

  after(async () => {
    await (company as Company | undefined)?.close();
  });

  const assertNothingShown = (output: string): void => {
    for (const secret of [...PROXY_SECRETS, ...company.test.secrets])
      assert.ok(!output.includes(secret), secret);
  };

  it("reads for a resource and for a function through the proxy, and shows nothing of its credentials", async () => {
    const { proxy, test } = company;
    const { exitCode, stdout, stderr } = await project.cli(["preview"], {
      env: { ...NO_PROXIES, ...company.env(IN_URL) },
    });
    assert.equal(exitCode, 0, stdout + stderr);
    assert.match(stdout, /function: "PENDING"/);
    assert.match(stdout, /resource: "PENDING"/);
    assertNothingShown(stdout + stderr);
    // The program and the provider are processes of their own: each has a tunnel, and a challenge in it.
    assert.deepEqual(
      proxy.requests.map(({ target, status }) => [target, status]),
      [
        ["cloud.atlas.test:443", 200],
        ["cloud.atlas.test:443", 200],
      ],
    );
    assert.equal(test.atlas.requests.length, 4);
  });
});
