import assert from "node:assert/strict";
import { inspect } from "node:util";
import { ConfigurationError } from "../../../../provider/index.js";
import sinon from "sinon";
import { findProxy, type Proxy } from "../../../../provider/atlas/http/proxy.js";

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

  const NAMES: readonly (readonly [string, string, string])[] = [
    ["http://proxy.test:3128", "http://proxy.test:3128/", "proxy.test:3128"],
    ["http://proxy.test", "http://proxy.test/", "proxy.test:80"],
    ["https://proxy.test", "https://proxy.test/", "proxy.test:443"],
    ["http://[::1]:3128", "http://[::1]:3128/", "[::1]:3128"],
    ["proxy.test:3128", "http://proxy.test:3128/", "proxy.test:3128"],
    ["user:secret@proxy.test:3128", "http://proxy.test:3128/", "proxy.test:3128"],
  ];
  for (const [value, href, name] of NAMES) {
    it(`takes ${value} for ${href}`, async () => {
      const proxy = await find({ HTTPS_PROXY: value });
      assert.deepEqual([proxy?.url.href, proxy?.name], [href, name]);
    });
  }

  it("keeps the scheme of the variable that counts, whatever another has", async () => {
    const proxy = await find({ HTTPS_PROXY: "https://proxy.test:1", ALL_PROXY: "proxy.test:1" });
    assert.equal(proxy?.url.href, "https://proxy.test:1/");
  });

  const CREDENTIALS: readonly (readonly [string, string | undefined])[] = [
    ["", undefined],
    ["user:pass@", "user:pass"],
    ["user@", "user:"],
    [":pass@", ":pass"],
    ["corp%5Cjo%40home:a%3Ab%2Fc%25%C3%A9@", "corp\\jo@home:a:b/c%é"],
  ];
  for (const [prefix, expected] of CREDENTIALS) {
    it(`gives the credentials "${prefix}" to the proxy, and shows none`, async () => {
      const proxy = await find({ HTTPS_PROXY: `http://${prefix}proxy.test:3128` });
      const authorization =
        expected === undefined ? undefined : `Basic ${Buffer.from(expected).toString("base64")}`;
      assert.equal(proxy?.authorization, authorization);
      assert.equal(proxy?.url.href, "http://proxy.test:3128/");
      assert.equal(proxy.name, "proxy.test:3128");
    });
  }

  it("finds none where none is set, NO_PROXY names the host, or the URL is plain http", async () => {
    const HTTPS_PROXY = "http://proxy.test:3128";
    assert.equal(await find({}), undefined);
    sinon.restore();
    assert.equal(await find({ HTTPS_PROXY, NO_PROXY: "cloud.mongodb.com" }), undefined);
    sinon.restore();
    const env = { HTTPS_PROXY, HTTP_PROXY: HTTPS_PROXY, ALL_PROXY: HTTPS_PROXY };
    assert.equal(await find(env, "http://127.0.0.1:8080"), undefined);
  });

  for (const proxy of [
    "http://user:s3cret pass@bad host:x",
    "socks5://user:s3cret@proxy.test",
    "http://user:s3cret%zz@proxy.test",
  ]) {
    it(`refuses ${proxy} without showing it`, async () => {
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
