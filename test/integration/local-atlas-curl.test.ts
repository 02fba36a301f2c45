import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalAtlas } from "../../provider/testing/index.js";
import { MEDIA_TYPE, RUN_PATH, curl, toolOrSkip, useLocalAtlas } from "../helpers/local-atlas-client.js";

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

const KEY = { publicKey: "the-key", privateKey: "the-secret" };
const ACCOUNT = { clientId: "mdb_sa_id_1", clientSecret: "mdb_sa_sk_1" };
const ACCEPT = ["--header", `Accept: ${MEDIA_TYPE}`];
const DIGEST = ["--digest", "--user", `${KEY.publicKey}:${KEY.privateKey}`];

describe("the local Atlas with curl", () => {
  const startAtlas = useLocalAtlas();
  let atlas: LocalAtlas;
  const start = async (tls?: { key: string; cert: string }): Promise<void> => {
    atlas = await startAtlas({ apiKeys: [KEY], serviceAccounts: [ACCOUNT], ...(tls && { tls }) });
  };
  const recorded = (): readonly string[] =>
    atlas.requests.map(({ kind, status, challenged }) => `${kind} ${status} ${challenged}`);

  before(function () {
    toolOrSkip(this, "curl", "--version");
  });

  it("serves the example of the reference page to its curl command with Digest", async () => {
    await start();
    const url = `${atlas.baseUrl}${RUN_PATH}?pretty=true`;
    const response = await curl(...DIGEST, "--include", ...ACCEPT, "-X", "GET", url);
    assert.equal(response.slice(response.lastIndexOf("\r\n\r\n") + 4), REFERENCE_EXAMPLE);
    assert.match(response, /HTTP\/1\.1 401 [^]*stale=false[^]*HTTP\/1\.1 200 /);
    assert.deepEqual(recorded(), ["api 401 true", "api 200 false"]);
  });

  it("issues a token to curl for a service account, and serves the run for the token", async () => {
    await start();
    const form = ["-u", `${ACCOUNT.clientId}:${ACCOUNT.clientSecret}`, "-d", "grant_type=client_credentials"];
    const grant = await curl(...form, `${atlas.baseUrl}/api/oauth/token`);
    const { access_token: token = "" } = JSON.parse(grant) as Record<string, string>;
    const body = await curl(
      "--header",
      `Authorization: Bearer ${token}`,
      ...ACCEPT,
      atlas.baseUrl + RUN_PATH,
    );
    assert.deepEqual(JSON.parse(body), JSON.parse(REFERENCE_EXAMPLE));
    assert.deepEqual(recorded(), ["token 200 false", "api 200 false"]);
  });

  it("serves a run over https with a TLS certificate, also after connections that it has reset", async function () {
    toolOrSkip(this, "openssl", "version");
    const folder = mkdtempSync(join(tmpdir(), "local-atlas-"));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    try {
      const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
      const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
      const args = ["req", "-x509", ...curve, ...subject, "-days", "1", "-keyout", key, "-out", cert];
      execFileSync("openssl", args, { stdio: "ignore" });
      await start({ key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") });
      assert.match(atlas.baseUrl, /^https:\/\/127\.0\.0\.1:\d+$/);
      const trusting = (): Promise<string> =>
        curl("--cacert", cert, ...DIGEST, ...ACCEPT, atlas.baseUrl + RUN_PATH);
      for (const at of ["beforeHeaders", "midBody"] as const) {
        atlas.fail({ type: "reset", at }, { times: 1 });
        await assert.rejects(trusting(), /curl: \(\d+\)/);
      }
      assert.deepEqual(JSON.parse(await trusting()), JSON.parse(REFERENCE_EXAMPLE));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
