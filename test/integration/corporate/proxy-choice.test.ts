import assert from "node:assert/strict";
import { startTestAtlas } from "../../helpers/local-atlas.js";
import { RUN_ARGS, startCompany, type Company } from "../../helpers/corporate/company.js";
import { Program, type Step, type StepResult } from "../../helpers/corporate/program.js";

describe("the choice of a proxy", () => {
  let company: Company;
  let program: Program;

  before(async () => {
    company = await startCompany();
    program = new Program({ NODE_EXTRA_CA_CERTS: company.certificates.authorityFile });
  });

  after(async () => {
    await program.end();
    await company.close();
  });

  /** Takes a step for each environment; a `%` in it stands for the proxy, with the step's number as its user. */
  const proxied = async (
    environments: readonly (readonly [base: string, env: Record<string, string>])[],
  ): Promise<{ users: readonly string[]; results: readonly StepResult[] }> => {
    const { proxy } = company;
    const from = proxy.requests.length;
    const steps = environments.map(([base, variables], index): Step => {
      const fill = ([name, value]: [string, string]): [string, string] => [
        name,
        value.replace("%", proxy.name).replace("//", `//${index}@`),
      ];
      return {
        env: Object.fromEntries(Object.entries(variables).map(fill)),
        config: company.config("accessToken", { "mongodbatlas:baseUrl": base }),
        reads: [RUN_ARGS],
        local: true,
      };
    });
    const results = await program.run(...steps);
    const users = proxy.requests.slice(from).map(({ headers }) => {
      const basic = headers["proxy-authorization"]?.replace("Basic ", "") ?? "";
      return Buffer.from(basic, "base64").toString().replace(/:$/, "");
    });
    return { users, results };
  };

  const assertRead = (results: readonly StepResult[]): void => {
    assert.deepEqual(
      results,
      results.map(() => [RUN_ARGS.pipelineRunId]),
    );
  };

  it("goes through that of HTTPS_PROXY, https_proxy, ALL_PROXY or all_proxy, in lower case first", async () => {
    const named = `https://cloud.atlas.test:${company.port}`;
    const nowhere = "http://127.0.0.1:1";
    const { users, results } = await proxied([
      [named, { HTTPS_PROXY: "http://%" }],
      [named, { https_proxy: "http://%" }],
      [named, { ALL_PROXY: "http://%" }],
      [named, { all_proxy: "http://%" }],
      [named, { https_proxy: "http://%", HTTPS_PROXY: nowhere }],
      [named, { HTTPS_PROXY: "http://%", all_proxy: nowhere }],
      // An empty variable is one that is not set.
      [named, { https_proxy: "", HTTPS_PROXY: "http://%", NO_PROXY: "" }],
      [named, { HTTPS_PROXY: "http://%", NO_PROXY: "localhost,127.0.0.1, example.com:443" }],
      // proxy-from-env takes a name without a dot before it for that host only.
      [named, { HTTPS_PROXY: "http://%", NO_PROXY: "atlas.test,test" }],
      [named, { HTTPS_PROXY: "http://%", NO_PROXY: "cloud.atlas.test:8443" }],
      // Without a scheme, and so here without a user, it is one of plain http.
      [named, { HTTPS_PROXY: "%" }],
      [named, { all_proxy: "%" }],
    ]);
    assertRead(results);
    assert.deepEqual(users, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "", ""]);
  });

  it("goes past it to the hosts of NO_PROXY, and where only HTTP_PROXY is set", async () => {
    const { port } = company;
    const named = `https://cloud.atlas.test:${port}`;
    const address = `https://127.0.0.1:${port}`;
    const HTTPS_PROXY = "http://%";
    const { users, results } = await proxied([
      [named, { HTTPS_PROXY, NO_PROXY: "cloud.atlas.test" }],
      [named, { HTTPS_PROXY, no_proxy: "localhost, CLOUD.ATLAS.TEST" }],
      [named, { HTTPS_PROXY, NO_PROXY: ".atlas.test" }],
      [named, { HTTPS_PROXY, NO_PROXY: "*.atlas.test" }],
      [named, { HTTPS_PROXY, NO_PROXY: "*" }],
      [named, { HTTPS_PROXY, NO_PROXY: `cloud.atlas.test:${port}` }],
      [named, { ALL_PROXY: HTTPS_PROXY, NO_PROXY: ".test" }],
      [address, { HTTPS_PROXY, NO_PROXY: "127.0.0.1" }],
      [address, { HTTPS_PROXY, NO_PROXY: `127.0.0.1:${port}` }],
      [named, { HTTP_PROXY: HTTPS_PROXY, http_proxy: HTTPS_PROXY }],
    ]);
    assertRead(results);
    assert.deepEqual(users, []);
  });

  it("sends nothing of what is read in clear text on this machine to any proxy", async () => {
    const plain = await startTestAtlas();
    try {
      const proxy = company.proxy.url();
      const before = company.proxy.connections;
      const env = Object.fromEntries(
        ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].map((name) => [
          name,
          proxy,
        ]),
      );
      assertRead(await program.run({ env, config: plain.config("serviceAccount"), reads: [RUN_ARGS] }));
      assert.equal(company.proxy.connections, before);
      assert.equal(plain.atlas.requests.length, 2);
    } finally {
      await plain.atlas.close();
    }
  });

  it("refuses a proxy that it cannot use, and does not show it", async () => {
    const config = company.config("accessToken");
    const proxies = [
      "socks5://u:s3cr@127.0.0.1:1",
      "http://u:s3cr@bad host:x",
      "http://u:s3cr%zz@127.0.0.1:1",
    ];
    const errors = await program.fail(
      ...proxies.map((HTTPS_PROXY): Step => ({ env: { HTTPS_PROXY }, config, reads: [RUN_ARGS] })),
    );
    for (const failure of errors) {
      assert.deepEqual([failure.name, failure.code], ["ConfigurationError", "INVALID_CONFIGURATION"]);
      assert.match(
        failure.message,
        /the proxy in the environment \(HTTPS_PROXY or ALL_PROXY\) must be a URL/,
      );
      assert.ok(!JSON.stringify(failure).includes("s3cr"));
    }
    assert.equal(errors.length, 3);
  });
});
