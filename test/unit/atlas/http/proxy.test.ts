import assert from "node:assert/strict";
import { inspect } from "node:util";
import { ConfigurationError } from "../../../../provider/index.js";
import sinon from "sinon";
import { findProxy, type Proxy } from "../../../../provider/atlas/http/proxy.js";

const HTTPS_PROXY = "http://proxy.test:3128";

describe("findProxy", () => {
  afterEach(() => {
    sinon.restore();
  });

  const find = (
    env: Record<string, string>,
    baseUrl = "https://cloud.mongodb.com",
  ): Promise<Proxy | undefined> => {
    sinon.stub(process, "env").value(env);
    return findProxy(baseUrl);
  };

  const NAMES: readonly (readonly [Record<string, string>, string, string])[] = [
    [{ HTTPS_PROXY }, "http://proxy.test:3128/", "proxy.test:3128"],
    [{ https_proxy: "proxy.test" }, "http://proxy.test/", "proxy.test:80"],
    [{ HTTPS_PROXY: "https://proxy.test" }, "https://proxy.test/", "proxy.test:443"],
    [{ ALL_PROXY: "proxy.test:8080" }, "http://proxy.test:8080/", "proxy.test:8080"],
    [{ all_proxy: "[::1]:3128" }, "http://[::1]:3128/", "[::1]:3128"],
    [{ HTTPS_PROXY: "user:secret@proxy.test:3128" }, "http://proxy.test:3128/", "proxy.test:3128"],
    [
      { HTTPS_PROXY: "https://proxy.test:1", ALL_PROXY: "other.test:1" },
      "https://proxy.test:1/",
      "proxy.test:1",
    ],
    [
      { HTTPS_PROXY, NO_PROXY: "example.com,cloud.mongodb.com:8443" },
      "http://proxy.test:3128/",
      "proxy.test:3128",
    ],
  ];
  for (const [env, href, name] of NAMES) {
    it(`finds ${href} with ${JSON.stringify(env)}`, async () => {
      const proxy = await find(env);
      assert.deepEqual([proxy?.url.href, proxy?.name], [href, name]);
    });
  }

  for (const [name, env, baseUrl] of [
    ["without a variable", {}, undefined],
    ["with an empty variable", { HTTPS_PROXY: "" }, undefined],
    ["with HTTP_PROXY only", { HTTP_PROXY: HTTPS_PROXY }, undefined],
    ["with the host in NO_PROXY", { HTTPS_PROXY, NO_PROXY: "localhost,.mongodb.com" }, undefined],
    [
      "for plain http",
      { HTTPS_PROXY, HTTP_PROXY: HTTPS_PROXY, ALL_PROXY: HTTPS_PROXY },
      "http://127.0.0.1:8080",
    ],
  ] as const) {
    it(`finds none ${name}`, async () => {
      assert.equal(await find({ ...env }, baseUrl), undefined);
    });
  }

  const CREDENTIALS: readonly (readonly [string, string | undefined])[] = [
    ["", undefined],
    ["user:pass@", "user:pass"],
    ["user@", "user:"],
    [":pass@", ":pass"],
    ["corp%5Cjo%40home:a%3Ab%2Fc%25%C3%A9@", "corp\\jo@home:a:b/c%é"],
  ];
  for (const [prefix, expected] of CREDENTIALS) {
    it(`moves the credentials "${prefix}" from the URL to the authorization`, async () => {
      const proxy = await find({ HTTPS_PROXY: `http://${prefix}proxy.test:3128` });
      const authorization = expected && `Basic ${Buffer.from(expected).toString("base64")}`;
      assert.equal(proxy?.authorization, authorization);
      assert.deepEqual([proxy?.url.href, proxy?.name], ["http://proxy.test:3128/", "proxy.test:3128"]);
    });
  }

  for (const proxy of [
    "http://user:s3cret pass@bad host:x",
    "socks5://user:s3cret@proxy.test",
    "http://user:s3cret%zz@proxy.test",
  ]) {
    it(`rejects ${proxy} without showing it`, async () => {
      const message =
        "the proxy in the environment (HTTPS_PROXY or ALL_PROXY) must be a URL such as " +
        "http://proxy.example:3128 (its value is not shown, since it may hold a password)";
      await assert.rejects(find({ HTTPS_PROXY: proxy }), (error) => {
        assert.ok(error instanceof ConfigurationError);
        assert.deepEqual([error.code, error.message], ["INVALID_CONFIGURATION", message]);
        assert.ok(!inspect(error, { depth: 9 }).includes("s3cret"));
        return true;
      });
    });
  }
});
