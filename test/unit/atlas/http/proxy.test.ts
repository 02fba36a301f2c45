import assert from "node:assert/strict";
import { inspect } from "node:util";
import { ConfigurationError } from "../../../../provider/index.js";
import sinon from "sinon";
import { findProxy, type Proxy } from "../../../../provider/atlas/http/proxy.js";
import { saidBy } from "../../../helpers/responses.js";

const HTTPS_PROXY = "http://proxy.test:3128";

describe("findProxy", () => {
  const find = (
    env: Record<string, string>,
    baseUrl = "https://cloud.mongodb.com",
  ): Promise<Proxy | undefined> => {
    sinon.stub(process, "env").value(env);
    return findProxy(baseUrl);
  };

  const NOWHERE = "http://127.0.0.1:1";
  const HREF = `${HTTPS_PROXY}/`;
  const FOUND: readonly (readonly [Record<string, string>, href: string, name?: string])[] = [
    [{ HTTPS_PROXY }, HREF],
    [{ https_proxy: HTTPS_PROXY, HTTPS_PROXY: NOWHERE, ALL_PROXY: NOWHERE }, HREF],
    [{ all_proxy: HTTPS_PROXY, ALL_PROXY: NOWHERE }, HREF],
    // An empty variable is one that is not set.
    [{ https_proxy: "", HTTPS_PROXY, NO_PROXY: "" }, HREF],
    // Without a scheme, it is one of plain http.
    [{ https_proxy: "proxy.test" }, "http://proxy.test/", "proxy.test:80"],
    [{ ALL_PROXY: "proxy.test:8080" }, "http://proxy.test:8080/", "proxy.test:8080"],
    [{ all_proxy: "[::1]:3128" }, "http://[::1]:3128/", "[::1]:3128"],
    [{ HTTPS_PROXY: "user:secret@proxy.test:3128" }, HREF],
    [{ HTTPS_PROXY: "https://proxy.test" }, "https://proxy.test/", "proxy.test:443"],
    // A name without a dot before it stands for that host only.
    [{ HTTPS_PROXY, NO_PROXY: "mongodb.com,com,cloud.mongodb.com:8443, example.com:443" }, HREF],
  ];
  for (const [env, href, name = "proxy.test:3128"] of FOUND) {
    it(`finds ${href} with ${JSON.stringify(env)}`, async () => {
      const proxy = await find(env);
      assert.deepEqual([proxy?.url.href, proxy?.name], [href, name]);
    });
  }

  const PLAIN = "http://127.0.0.1:8080";
  const NONE: readonly (readonly [Record<string, string>, baseUrl?: string])[] = [
    [{}],
    [{ HTTPS_PROXY: "" }],
    [{ HTTP_PROXY: HTTPS_PROXY, http_proxy: HTTPS_PROXY }],
    [{ HTTPS_PROXY, no_proxy: "localhost, CLOUD.MONGODB.COM" }],
    [{ HTTPS_PROXY, NO_PROXY: "localhost,.mongodb.com" }],
    [{ ALL_PROXY: HTTPS_PROXY, NO_PROXY: "cloud.mongodb.com:443" }],
    [{ HTTPS_PROXY, NO_PROXY: "127.0.0.1" }, "https://127.0.0.1:8080"],
    [{ HTTPS_PROXY, https_proxy: HTTPS_PROXY, HTTP_PROXY: HTTPS_PROXY, ALL_PROXY: HTTPS_PROXY }, PLAIN],
  ];
  for (const [env, baseUrl] of NONE) {
    it(`finds none with ${JSON.stringify(env)} for ${baseUrl ?? "Atlas"}`, async () => {
      assert.equal(await find(env, baseUrl), undefined);
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
        "the proxy in the environment (HTTPS_PROXY or ALL_PROXY) must be a URL with http:// or https://, such as " +
        "http://proxy.example:3128; other kinds, such as socks5://, are not supported (its value is not shown, since it may hold a password)";
      await assert.rejects(find({ HTTPS_PROXY: proxy }), (error) => {
        assert.ok(error instanceof ConfigurationError);
        assert.deepEqual([error.code, saidBy(error)], ["INVALID_CONFIGURATION", message]);
        assert.ok(!inspect(error, { depth: 9 }).includes("s3cret"));
        return true;
      });
    });
  }
});
