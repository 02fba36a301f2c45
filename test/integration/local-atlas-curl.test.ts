import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examplePipelineRun, startLocalAtlas, type LocalAtlas } from "../../provider/testing/index.js";
import { toolOrSkip } from "../helpers/tools.js";
import { API_KEY, MEDIA_TYPE, curl, runPath } from "../helpers/local-atlas-client.js";

/** The body on the API's reference page, copied from there. */
const REFERENCE_EXAMPLE = `{
  "_id": "32b6e34b3d91647abb20e7b8",
  "backupFrequencyType": "HOURLY",
  "createdDate": "2025-05-04T09:42:00Z",
  "datasetName": "v1$atlas$snapshot$Cluster0$myDatabase$myCollection$19700101T000000Z",
  "datasetRetentionPolicy": {
    "lastModifiedDate": "2025-05-04T09:42:00Z",
    "units": "DAYS",
    "value": 42
  },
  "groupId": "32b6e34b3d91647abb20e7b8",
  "lastUpdatedDate": "2025-05-04T09:42:00Z",
  "phase": "SNAPSHOT",
  "pipelineId": "32b6e34b3d91647abb20e7b8",
  "scheduledDeletionDate": "2025-05-04T09:42:00Z",
  "snapshotId": "32b6e34b3d91647abb20e7b8",
  "state": "PENDING",
  "stats": {
    "bytesExported": 42,
    "numDocs": 42
  }
}`;

const ACCOUNT = { clientId: "mdb_sa_id_1", clientSecret: "mdb_sa_sk_1" };
const ACCEPT = ["--header", `Accept: ${MEDIA_TYPE}`];
const DIGEST = ["--digest", "--user", `${API_KEY.publicKey}:${API_KEY.privateKey}`];

describe("the local Atlas with curl", () => {
  let atlas: LocalAtlas;
  const start = async (tls?: { key: string; cert: string }): Promise<void> => {
    const credentials = { apiKeys: [API_KEY], serviceAccounts: [ACCOUNT] };
    atlas = await startLocalAtlas({ runs: [examplePipelineRun], ...credentials, ...(tls && { tls }) });
  };

  before(function () {
    toolOrSkip(this, "curl", "--version");
  });

  afterEach(() => (atlas as LocalAtlas | undefined)?.close());

  it("serves the example of the reference page to its curl command with Digest", async () => {
    await start();
    const url = `${atlas.baseUrl}${runPath()}?pretty=true`;
    const response = await curl(...DIGEST, "--include", ...ACCEPT, "-X", "GET", url);
    assert.equal(response.slice(response.lastIndexOf("\r\n\r\n") + 4), REFERENCE_EXAMPLE);
    assert.match(response, /HTTP\/1\.1 401 [^]*stale=false[^]*HTTP\/1\.1 200 /);
    assert.match(response, /Content-Type: application\/vnd\.atlas\.2023-01-01\+json;charset=utf-8\r\n/);
    const recorded = atlas.requests.map(({ kind, status, challenged }) =>
      [kind, status, challenged].join(" "),
    );
    assert.deepEqual(recorded, ["api 401 true", "api 200 false"]);
  });

  it("issues a token to curl for a service account, and serves the run for the token", async () => {
    await start();
    const form = ["-u", `${ACCOUNT.clientId}:${ACCOUNT.clientSecret}`, "-d", "grant_type=client_credentials"];
    const grant = await curl(...form, `${atlas.baseUrl}/api/oauth/token`);
    const { access_token: token, ...rest } = JSON.parse(grant) as Record<string, unknown>;
    assert.deepEqual(rest, { expires_in: 3600, token_type: "Bearer" });
    const bearer = ["--header", `Authorization: Bearer ${String(token)}`];
    const body = await curl(...bearer, ...ACCEPT, atlas.baseUrl + runPath());
    assert.deepEqual(JSON.parse(body), JSON.parse(REFERENCE_EXAMPLE));
    const recorded = atlas.requests.map(({ kind, status }) => [kind, status].join(" "));
    assert.deepEqual(recorded, ["token 200", "api 200"]);
  });

  it("refuses curl's own Accept: */*, which names no version of the API", async () => {
    await start();
    const body = await curl(...DIGEST, atlas.baseUrl + runPath());
    assert.equal((JSON.parse(body) as { errorCode: string }).errorCode, "INVALID_VERSION_DATE");
  });

  it("refuses curl with a wrong private key with 401", async () => {
    await start();
    const user = ["--digest", "--user", `${API_KEY.publicKey}:wrong`];
    const onlyStatus = ["-w", "%{http_code}", "-o", "/dev/null"];
    const status = await curl(...user, ...ACCEPT, ...onlyStatus, atlas.baseUrl + runPath());
    assert.equal(status, "401");
  });

  context("when it has a TLS certificate", () => {
    let folder: string;

    before(function () {
      toolOrSkip(this, "openssl", "version");
      folder = mkdtempSync(join(tmpdir(), "local-atlas-"));
      const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
      const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
      const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
      const args = ["req", "-x509", ...curve, ...subject, "-days", "1", "-keyout", key, "-out", cert];
      execFileSync("openssl", args, { stdio: "ignore" });
    });

    after(() => {
      if ((folder as string | undefined) !== undefined) rmSync(folder, { recursive: true });
    });

    const tls = (): { key: string; cert: string } => ({
      key: readFileSync(join(folder, "key.pem"), "utf8"),
      cert: readFileSync(join(folder, "cert.pem"), "utf8"),
    });
    const trusting = (): string[] => ["--cacert", join(folder, "cert.pem"), ...DIGEST, ...ACCEPT];

    it("serves a run over https", async () => {
      await start(tls());
      assert.match(atlas.baseUrl, /^https:\/\/127\.0\.0\.1:\d+$/);
      const body = await curl(...trusting(), atlas.baseUrl + runPath());
      assert.deepEqual(JSON.parse(body), JSON.parse(REFERENCE_EXAMPLE));
    });

    it("resets a connection under TLS, and serves the next one", async () => {
      await start(tls());
      for (const at of ["beforeHeaders", "midBody"] as const) {
        atlas.fail({ type: "reset", at }, { times: 1 });
        await assert.rejects(curl(...trusting(), atlas.baseUrl + runPath()), /curl: \(\d+\)/);
      }
      const body = await curl(...trusting(), atlas.baseUrl + runPath());
      assert.deepEqual(JSON.parse(body), JSON.parse(REFERENCE_EXAMPLE));
    });
  });
});
