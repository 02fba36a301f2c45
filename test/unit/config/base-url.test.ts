import assert from "node:assert/strict";
import { resolveBaseUrl } from "../../../provider/config/base-url.js";

type Values = Readonly<Record<string, string>>;

const KEY = "mongodbatlas:baseUrl";
const GOV = "mongodbatlas:isMongodbgovCloud";
const [FIRST, SECOND] = ["MONGODB_ATLAS_BASE_URL", "MCLI_OPS_MANAGER_URL"];
const [ATLAS, GOVERNMENT] = ["https://cloud.mongodb.com", "https://cloud.mongodbgov.com"];

const resolve = (config: Values, environment: Values = {}): string =>
  resolveBaseUrl(
    (key) => config[key],
    (key) => environment[key],
  );
const refuses = (config: Values, environment: Values, message: string): void => {
  const expected = { name: "ConfigurationError", message: `${message} [INVALID_CONFIGURATION]` };
  assert.throws(() => resolve(config, environment), expected);
};
/** Refuses a URL from each place that it may come from, under its name there. */
const refusesUrl = (url: string, problem: string): void => {
  refuses({ [KEY]: url }, {}, `${KEY} ${problem}`);
  for (const name of [FIRST, SECOND]) refuses({}, { [name]: url }, `${name} ${problem}`);
};

describe("resolveBaseUrl", () => {
  const environment = { [FIRST]: "https://first.example", [SECOND]: "https://second.example" };
  const SOURCES: readonly (readonly [url: string, config: Values, environment: Values])[] = [
    [ATLAS, {}, {}],
    [ATLAS, { [KEY]: " ", [GOV]: "\t" }, { [FIRST]: "" }],
    [ATLAS, { [GOV]: "false" }, {}],
    [GOVERNMENT, { [GOV]: " true " }, {}],
    [GOVERNMENT, { [GOV]: "true" }, environment],
    ["https://config.example", { [KEY]: "https://config.example", [GOV]: "true" }, environment],
    ["https://first.example", { [GOV]: "false" }, environment],
    ["https://first.example", {}, environment],
    ["https://second.example", {}, { ...environment, [FIRST]: " " }],
  ];
  for (const [url, config, environment] of SOURCES) {
    it(`returns ${url} for ${JSON.stringify({ ...config, ...environment })}`, () => {
      assert.equal(resolve(config, environment), url);
    });
  }

  it(`refuses any other text as ${GOV}, also if a base URL is set`, () => {
    for (const value of ["yes", "1", "TRUE", "no"])
      refuses({ [GOV]: value, [KEY]: ATLAS }, environment, `${GOV} must be true or false, got "${value}"`);
  });

  const GOOD: readonly (readonly [string, string])[] = [
    ["https://cloud.mongodb.com/", ATLAS],
    ["https://cloud.mongodb.com///", ATLAS],
    [" https://Cloud.MongoDB.com ", ATLAS],
    ["https://atlas.example:8443", "https://atlas.example:8443"],
    ["https://atlas.example:443", "https://atlas.example"],
    ["https://atlas.example/proxy/", "https://atlas.example/proxy"],
    ["https://gateway.example/api-proxy", "https://gateway.example/api-proxy"],
    ["http://LOCALHOST:8080/", "http://localhost:8080"],
    ["http://127.255.255.254", "http://127.255.255.254"],
    ["http://127.1", "http://127.0.0.1"],
    ["http://[::1]:8080", "http://[::1]:8080"],
    ["http://[0:0:0:0:0:0:0:1]", "http://[::1]"],
  ];
  for (const [value, url] of GOOD) {
    it(`accepts ${JSON.stringify(value)}`, () => {
      assert.equal(resolve({ [KEY]: value }), url);
      assert.equal(resolve({}, { [SECOND]: value }), url);
    });
  }

  const FOREIGN =
    "cloud.mongodb.com atlas.example:8080 10.0.0.1 192.168.0.1 0.0.0.0 128.0.0.1 localhost.example localhost. " +
    "sub.localhost 127.0.0.1.example 127.example [::2] [::]";
  for (const host of FOREIGN.split(" ")) {
    it(`refuses plain http to ${host}, which is not this machine`, () => {
      const why =
        "credentials go over plain http:// to a loopback address (localhost, 127.0.0.0/8, [::1]) only";
      refusesUrl(`http://${host}/path`, `must begin with https://, got "http://${host}": ${why}`);
    });
  }

  for (const [value, meant] of [
    ["https://cloud.mongodb.com/api/atlas/v2", ATLAS],
    ["https://cloud.mongodb.com/api/public/v1.0/", ATLAS],
    ["https://cloud.mongodb.com/api", ATLAS],
    ["http://127.0.0.1:8080/proxy/API/atlas", "http://127.0.0.1:8080/proxy"],
  ] as const) {
    it(`refuses the path of the API, and names the URL that is meant: ${value}`, () => {
      refusesUrl(value, `must be the URL of Atlas without the path of its API: "${meant}", got "${value}"`);
    });
  }

  const NOT_URLS =
    "cloud.mongodb.com localhost:8080 https:// https://atlas.example:99999 ftp://atlas.example ws://127.0.0.1 " +
    "file:///etc/passwd javascript:alert(1)";
  for (const value of NOT_URLS.split(" ")) {
    it(`refuses ${value}, which is not a URL of a server`, () => {
      refusesUrl(value, `must be a URL such as https://cloud.mongodb.com, got "${value}"`);
    });
  }

  const MORE =
    "https://user:s3cret@atlas.example https://user@atlas.example https://:s3cret@atlas.example " +
    "http://user:s3cret@127.0.0.1 http://localhost@atlas.example https:user:s3cret@atlas.example " +
    "https://atlas.example/?token=s3cret https://atlas.example/#s3cret https://atlas.example/? " +
    "https://atlas.example/# https://user:pa/ss@atlas.example user:s3cret@atlas.example " +
    "https:/user:s3cret@atlas.example:99999 https://user:s3cret@atlas.example:99999 " +
    "ftp://user:s3cret@atlas.example/path //user:s3cret@atlas.example \\\\user:s3cret@atlas.example " +
    "https://atlas\\s3cret";
  for (const value of MORE.split(" ")) {
    it(`refuses a URL with more than an address, without its value: ${value}`, () => {
      const allowed = "without user name, password, query, fragment or backslash";
      const hidden = "(its value is not shown, since it may hold a password)";
      refusesUrl(value, `must be a URL such as https://cloud.mongodb.com ${allowed} ${hidden}`);
    });
  }
});
