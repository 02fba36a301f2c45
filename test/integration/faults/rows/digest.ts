import { atlasFails } from "../arrange.js";
import { rowsOf, type Arrange, type Row } from "../row.js";
import { refuseMd5 } from "../../../helpers/refuse-md5.js";
import { ATLAS_STYLE, type DigestStyle } from "../../../helpers/wire/servers.js";
import { refused } from "./failures.js";

const row = rowsOf("API keys (HTTP Digest)", { kinds: ["apiKey"], cold: true });

const REALM = 'Digest realm="MMS Public API"';

/** A first read from the independent server. */
function independent(name: string, changes: Partial<DigestStyle>, more: Partial<Row> = {}): Row {
  const arrange: Arrange = ({ digest }) => {
    digest.style = { ...ATLAS_STYLE, ...changes };
  };
  return row(name, 2, arrange, { through: "digest", ...more });
}

const UNAUTHORIZED = refused(
  401,
  "UNAUTHORIZED",
  'UNEXPECTED_ERROR "You are not authorized for this resource"',
);

export const digestRows: readonly Row[] = [
  row("401 with a challenge to the first request", 2, () => undefined),
  row(
    "401 with `stale=true`: the nonce has expired since the last read",
    2,
    ({ test }) => {
      test.atlas.expireNonces();
    },
    { cold: false },
  ),
  row("Nonces that expire at once: each challenge is refused as stale", 3, () => undefined, {
    options: { nonceLifetimeSeconds: 0 },
    expected: UNAUTHORIZED,
    incurable: "the nonces of this server stay so",
  }),
  row(
    "401 to everything: the key is wrong",
    2,
    ({ configure }) => {
      configure({ "mongodbatlas:privateKey": "00000000-1111-2222-3333-444444444444" });
    },
    { expected: UNAUTHORIZED, incurable: "the key stays wrong" },
  ),
  row("401 without a challenge", 1, atlasFails({ type: "status", status: 401 }), {
    cold: false,
    expected: refused(401, "UNAUTHORIZED", 'UNAUTHORIZED "Unauthorized"'),
  }),
  independent("Several challenges in one header, the first of an unknown algorithm", {
    hash: "sha256",
    challenge: (nonce) =>
      `Basic realm="a, b", ${REALM}, nonce="${nonce}", algorithm=SHA3-512, qop="auth", ` +
      `${REALM}, nonce="${nonce}", algorithm=SHA-256, qop="auth,auth-int", ${REALM}, nonce="${nonce}", qop="auth"`,
  }),
  independent("Several challenges, each in a header of its own", {
    challenge: (nonce) => ["Negotiate", 'Basic realm="x"', ATLAS_STYLE.challenge(nonce)].flat(),
  }),
  independent(
    "Digest without `qop=auth`",
    { challenge: (nonce) => `${REALM}, nonce="${nonce}", algorithm=MD5, qop="auth-int"` },
    {
      expected: {
        ...refused(401, "UNAUTHORIZED", ""),
        says: "401 from {origin}: unsupported HTTP Digest challenge (MD5 with qop=auth-int), reading {run}",
      },
      requests: 1,
    },
  ),
  row(
    "OpenSSL refuses MD5 (FIPS)",
    1,
    ({ after }) => {
      const stub = refuseMd5();
      after.push(() => {
        stub.restore();
      });
    },
    {
      expected: {
        ...refused(401, "UNAUTHORIZED", ""),
        says: '401 from Atlas at {origin}: HTTP Digest needs MD5, which OpenSSL refuses on this machine (FIPS), reading {run}: UNEXPECTED_ERROR "You are not authorized for this resource"',
      },
    },
  ),
];
