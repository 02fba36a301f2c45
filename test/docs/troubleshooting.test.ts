import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import * as atlas from "../../provider/index.js";
import { readOnly } from "../../provider/pulumi/host/host-error.js";
import { notReadError } from "../../provider/pulumi/resource/outputs.js";
import { EXAMPLE_SCENARIO } from "../../provider/testing/command/example-scenario.js";
import { startLocalAtlas, type Fault, type LocalAtlas } from "../../provider/testing/index.js";
import { anchorsOf, headingsOf, readMarkdown } from "../helpers/docs/markdown.js";
import { rejectionOf } from "../helpers/responses.js";

const EXPORTS: Readonly<Record<string, unknown>> = atlas;
const FILE = "docs/troubleshooting.md";

/** Lets an error of one code happen: on a real connection wherever one is made. */
interface Failure {
  /** Added to the configuration that reads from the local Atlas with an access token; undefined takes away. */
  readonly config?: Readonly<Record<string, string | undefined>>;
  /** What goes wrong at the local Atlas. */
  readonly fault?: Fault;
  /** The call that fails. Default: a read of the pending run. */
  readonly call?: () => unknown;
}

/** The run that is pending in the local Atlas of the guides: each of its ids differs from the others. */
const PENDING =
  EXAMPLE_SCENARIO.runs?.find(({ run }) => run.state === "PENDING") ?? assert.fail("no run is pending");
const { projectId, pipelineName, run } = PENDING;
const RUN = { projectId, pipelineName, pipelineRunId: run._id };

/** The example of the API's reference. */
const VALIDATION = { errorCode: "VALIDATION_ERROR", detail: "No provider AWS exists." };
const VERSION = { errorCode: "INVALID_VERSION_DATE", detail: "Invalid accept header or version date." };

/** One way to each error code. The compiler misses a code that is added. */
const FAILURES: Readonly<Record<atlas.AtlasErrorCode, Failure>> = {
  INVALID_ARGUMENT: { call: () => atlas.getDataLakePipelineRun({ ...RUN, projectId: "my-project" }) },
  NO_CREDENTIALS: { config: { "mongodbatlas:accessToken": undefined } },
  INCOMPLETE_CREDENTIALS: {
    config: { "mongodbatlas:accessToken": undefined, "mongodbatlas:publicKey": "abcdefgh" },
  },
  INVALID_CONFIGURATION: { config: { "atlas-data-lake:retryTimeoutSeconds": "2m" } },
  BAD_REQUEST: { fault: { type: "status", status: 400, error: VALIDATION } },
  UNAUTHORIZED: { config: { "mongodbatlas:accessToken": "of-last-year" } },
  FORBIDDEN: { fault: { type: "addressRefused" } },
  NOT_FOUND: {
    call: () => atlas.getDataLakePipelineRun({ ...RUN, pipelineRunId: "32b6e34b3d91647abb20e7bd" }),
  },
  NOT_ACCEPTABLE: { fault: { type: "status", status: 406, error: VERSION } },
  GONE: { fault: { type: "gone" } },
  RATE_LIMITED: { fault: { type: "rateLimited", retryAfter: 300 } },
  SERVER_ERROR: { fault: { type: "status", status: 503, retryAfter: 300 } },
  REDIRECTED: { fault: { type: "status", status: 302, headers: { Location: "https://login.example/" } } },
  UNEXPECTED_STATUS: { fault: { type: "status", status: 418 } },
  TIMEOUT: {
    config: { "atlas-data-lake:requestTimeoutSeconds": "0.3", "atlas-data-lake:retryTimeoutSeconds": "0.5" },
    fault: { type: "hang" },
  },
  NETWORK: {
    fault: { type: "reset" },
    config: { "atlas-data-lake:retryTimeoutSeconds": "0.2" },
  },
  UNEXPECTED_CONTENT: { fault: { type: "raw", body: "<html></html>", contentType: "text/html" } },
  DECODE: { fault: { type: "raw", body: JSON.stringify({ ...run, state: 1 }) } },
  UNEXPECTED_STATE: { call: () => atlas.getDataLakePipelineRun({ ...RUN, expectedState: "DONE" }) },
  NO_MATCHING_RUN: { call: () => atlas.getLatestDataLakePipelineRun({ projectId, pipelineName }) },
  WAIT_TIMEOUT: {
    call: () => atlas.getDataLakePipelineRun({ ...RUN, wait: { timeoutSeconds: 1, pollIntervalSeconds: 1 } }),
  },
  TOO_OLD: {
    fault: { type: "raw", body: JSON.stringify({ _id: run._id }) },
    call: () => atlas.getDataLakePipelineRun({ ...RUN, maxAgeHours: 26 }),
  },
  MISSING_FIELD: {
    call: async () => atlas.requireField(await atlas.getDataLakePipelineRun(RUN), "datasetName"),
  },
  NOT_READ: {
    call: () => {
      throw notReadError("nightly");
    },
  },
  CANCELLED: {
    fault: { type: "hang" },
    call: () => atlas.getDataLakePipelineRun(RUN, { signal: AbortSignal.timeout(50) }),
  },
  READ_ONLY: {
    call: () => {
      throw readOnly("create");
    },
  },
};

/** The error of a failure, with the address of the local Atlas as that of Atlas. */
async function errorOf(failure: Failure, local: LocalAtlas): Promise<atlas.AtlasError> {
  const config: Record<string, string | undefined> = {
    "mongodbatlas:baseUrl": local.baseUrl,
    "mongodbatlas:accessToken": "right",
    ...failure.config,
  };
  const set = Object.entries(config).filter((entry): entry is [string, string] => entry[1] !== undefined);
  pulumi.runtime.setAllConfig(Object.fromEntries(set));
  if (failure.fault) local.fail(failure.fault);
  const call = failure.call ?? ((): unknown => atlas.getDataLakePipelineRun(RUN));
  return rejectionOf(Promise.resolve().then(call));
}

/** The message that a section shows: its first block of text. */
function documented(code: string): string | undefined {
  const [, section] = readMarkdown(FILE).split(`### \`${code}\`\n`);
  return /^```text\n(.*?)\n```$/ms.exec(section?.split(/^##/m)[0] ?? "")?.[1];
}

/** The class that the table of all codes shows for one, in a row that leads to its section. */
function classInTable(code: string): string | undefined {
  const row = readMarkdown(FILE)
    .split("\n")
    .find((line) => line.startsWith("|") && line.includes(`[\`${code}\`](#${code.toLowerCase()})`));
  return /\| `(\w+)` /.exec(row ?? "")?.[1];
}

/** A message as the guide shows it: of Atlas itself, with the default limit, and without what differs each time. */
function shown(message: string, local: LocalAtlas): string {
  return message
    .replace(` at ${local.baseUrl}`, "")
    .replace(` (${local.baseUrl})`, "")
    .replaceAll(local.baseUrl, "https://cloud.mongodb.com")
    .replaceAll("http://127.0.0.1:9", "https://cloud.mongodb.com")
    .replace("within 0.3 s", "within 30 s")
    .replace(/after \d+ attempts in [\d.]+ s/, "after 3 attempts in … s");
}

describe("the troubleshooting guide", () => {
  let local: LocalAtlas;
  let configBefore: Record<string, string>;

  before(() => {
    configBefore = pulumi.runtime.allConfig();
  });

  beforeEach(async () => {
    sinon.stub(process, "env").value({ PATH: process.env["PATH"] });
    sinon.stub(pulumi.log, "info").resolves();
    const accessTokens = [{ token: "right" }];
    local = await startLocalAtlas({ runs: [PENDING], accessTokens });
  });

  afterEach(async () => {
    sinon.restore();
    pulumi.runtime.setAllConfig(configBefore);
    await local.close();
  });

  for (const [code, failure] of Object.entries(FAILURES)) {
    it(`has a row and a section on ${code}, with the class and the message that really come`, async () => {
      const error = await errorOf(failure, local);
      assert.equal(error.code, code);
      const type = EXPORTS[classInTable(code) ?? ""];
      assert.ok(typeof type === "function" && error instanceof type);
      assert.ok(anchorsOf(FILE).has(code.toLowerCase()));
      assert.equal(documented(code), shown(error.message, local));
    });
  }

  it("has no section on a code that does not exist", () => {
    const codes = headingsOf(FILE).filter((heading) => /^[A-Z_]+$/.test(heading));
    assert.deepEqual(codes, Object.keys(FAILURES));
    assert.ok(new atlas.AtlasError("GONE", "").code in FAILURES);
  });
});
