import assert from "node:assert/strict";
import { resolveBaseUrl } from "../../../provider/config/base-url.js";

type Values = Readonly<Record<string, string>>;

const KEY = "mongodbatlas:baseUrl";
const GOV = "mongodbatlas:isMongodbgovCloud";

const resolve = (config: Values, environment: Values = {}): string =>
  resolveBaseUrl(
    (key) => config[key],
    (key) => environment[key],
  );
const refused = (config: Values, environment: Values, message: string): void => {
  const expected = { name: "ConfigurationError", code: "INVALID_CONFIGURATION", message };
  assert.throws(() => resolve(config, environment), expected);
};

describe("the base URL", () => {
  const CONFIGURED = { [KEY]: "https://config.example" };
  const FIRST = { MONGODB_ATLAS_BASE_URL: "https://first.example" };
  const SECOND = { MCLI_OPS_MANAGER_URL: "https://second.example" };

  it("is that of Atlas by default", () => {
    assert.equal(resolve({}), "https://cloud.mongodb.com");
    assert.equal(
      resolve({ [KEY]: " ", [GOV]: "\t" }, { MONGODB_ATLAS_BASE_URL: "" }),
      "https://cloud.mongodb.com",
    );
  });

  it("is that of Atlas for Government when the stack says so", () => {
    assert.equal(resolve({ [GOV]: "true" }), "https://cloud.mongodbgov.com");
    assert.equal(resolve({ [GOV]: " true " }), "https://cloud.mongodbgov.com");
    assert.equal(resolve({ [GOV]: "false" }), "https://cloud.mongodb.com");
  });

  it("is the configured one, then that for Government, then each of the environment", () => {
    assert.equal(
      resolve({ ...CONFIGURED, [GOV]: "true" }, { ...FIRST, ...SECOND }),
      "https://config.example",
    );
    assert.equal(resolve({ [GOV]: "true" }, { ...FIRST, ...SECOND }), "https://cloud.mongodbgov.com");
    assert.equal(resolve({ [GOV]: "false" }, { ...FIRST, ...SECOND }), "https://first.example");
    assert.equal(resolve({}, { ...FIRST, ...SECOND }), "https://first.example");
    assert.equal(resolve({}, SECOND), "https://second.example");
    assert.equal(resolve({}, { MONGODB_ATLAS_BASE_URL: " ", ...SECOND }), "https://second.example");
  });

  for (const value of ["yes", "1", "TRUE", "True", "no"]) {
    it(`is refused when ${GOV} is ${value}`, () => {
      refused({ [GOV]: value }, FIRST, `${GOV} must be true or false, got "${value}"`);
    });
  }

  const GOOD: readonly (readonly [string, string])[] = [
    ["https://cloud.mongodb.com/", "https://cloud.mongodb.com"],
    ["https://cloud.mongodb.com///", "https://cloud.mongodb.com"],
    [" https://Cloud.MongoDB.com ", "https://cloud.mongodb.com"],
    ["https://atlas.example:8443", "https://atlas.example:8443"],
    ["https://atlas.example:443", "https://atlas.example"],
    ["https://atlas.example/proxy/", "https://atlas.example/proxy"],
    ["https://10.0.0.1", "https://10.0.0.1"],
    ["http://localhost", "http://localhost"],
    ["http://LOCALHOST:8080/", "http://localhost:8080"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://127.255.255.254", "http://127.255.255.254"],
    ["http://127.1", "http://127.0.0.1"],
    ["http://[::1]:8080", "http://[::1]:8080"],
    ["http://[0:0:0:0:0:0:0:1]", "http://[::1]"],
  ];
  for (const [value, url] of GOOD) {
    it(`may be ${JSON.stringify(value)}`, () => {
      assert.equal(resolve({ [KEY]: value }), url);
      assert.equal(resolve({}, { MCLI_OPS_MANAGER_URL: value }), url);
    });
  }
});

describe("a base URL over plain http", () => {
  const HOSTS = [
    ...["cloud.mongodb.com", "atlas.example:8080", "10.0.0.1", "192.168.0.1", "0.0.0.0", "128.0.0.1"],
    ...[
      "localhost.example",
      "localhost.",
      "sub.localhost",
      "127.0.0.1.example",
      "127.example",
      "[::2]",
      "[::]",
    ],
  ];
  for (const host of HOSTS) {
    it(`is refused when its host is ${host}, which is not this machine`, () => {
      const why =
        "credentials go over plain http:// to a loopback address (localhost, 127.0.0.0/8, [::1]) only";
      const config = { [KEY]: `http://${host}/path` };
      refused(config, {}, `${KEY} must begin with https://, got "http://${host}": ${why}`);
      const environment = { MONGODB_ATLAS_BASE_URL: `http://${host}` };
      refused(
        {},
        environment,
        `MONGODB_ATLAS_BASE_URL must begin with https://, got "http://${host}": ${why}`,
      );
    });
  }
});

describe("a base URL with the path of the API", () => {
  for (const [value, meant] of [
    ["https://cloud.mongodb.com/api/atlas/v2", "https://cloud.mongodb.com"],
    ["https://cloud.mongodb.com/api/atlas/v2/", "https://cloud.mongodb.com"],
    ["https://cloud.mongodb.com/api/public/v1.0", "https://cloud.mongodb.com"],
    ["https://cloud.mongodb.com/api", "https://cloud.mongodb.com"],
    ["http://127.0.0.1:8080/proxy/API/atlas", "http://127.0.0.1:8080/proxy"],
  ] as const) {
    it(`is refused with the URL that is meant: ${value}`, () => {
      const problem = `must be the URL of Atlas without the path of its API: "${meant}", got "${value}"`;
      refused({ [KEY]: value }, {}, `${KEY} ${problem}`);
      refused({}, { MONGODB_ATLAS_BASE_URL: value }, `MONGODB_ATLAS_BASE_URL ${problem}`);
    });
  }

  it("may have a segment that only begins like it", () => {
    assert.equal(
      resolve({ [KEY]: "https://gateway.example/api-proxy" }),
      "https://gateway.example/api-proxy",
    );
  });
});

describe("isMongodbgovCloud", () => {
  it("is checked also if a base URL is set", () => {
    const config = { [KEY]: "https://atlas.example", "mongodbatlas:isMongodbgovCloud": "yes" };
    refused(config, {}, 'mongodbatlas:isMongodbgovCloud must be true or false, got "yes"');
  });
});

describe("a base URL that is not a URL", () => {
  for (const value of [
    "cloud.mongodb.com",
    "localhost:8080",
    "https://",
    "https://atlas.example:99999",
    "ftp://atlas.example",
    "ws://127.0.0.1",
    "file:///etc/passwd",
    "javascript:alert(1)",
  ]) {
    it(`is refused when it is ${value}`, () => {
      const problem = `must be a URL such as https://cloud.mongodb.com, got "${value}"`;
      refused({ [KEY]: value }, {}, `${KEY} ${problem}`);
      refused({}, { MONGODB_ATLAS_BASE_URL: value }, `MONGODB_ATLAS_BASE_URL ${problem}`);
      refused({}, { MCLI_OPS_MANAGER_URL: value }, `MCLI_OPS_MANAGER_URL ${problem}`);
    });
  }
});

describe("a base URL with more than an address", () => {
  for (const value of [
    "https://user:s3cret@atlas.example",
    "https://user@atlas.example",
    "https://:s3cret@atlas.example",
    "http://user:s3cret@127.0.0.1",
    "http://localhost@atlas.example",
    "https:user:s3cret@atlas.example",
    "https://atlas.example/?token=s3cret",
    "https://atlas.example/#s3cret",
    "https://atlas.example/?",
    "https://atlas.example/#",
    "https://user:pa/ss@atlas.example",
    "user:s3cret@atlas.example",
    "https:/user:s3cret@atlas.example:99999",
    "https://user:s3cret@atlas.example:99999",
    "ftp://user:s3cret@atlas.example/path",
    "//user:s3cret@atlas.example",
    "\\\\user:s3cret@atlas.example",
    "https://atlas\\s3cret",
  ]) {
    it(`is refused without being shown: ${value}`, () => {
      const allowed = "without user name, password, query, fragment or backslash";
      const hidden = "(its value is not shown, since it may hold a password)";
      refused(
        { [KEY]: value },
        {},
        `${KEY} must be a URL such as https://cloud.mongodb.com ${allowed} ${hidden}`,
      );
    });
  }
});
