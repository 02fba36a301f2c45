import { type Bench } from "../bench.js";
import { atlasFails } from "../arrange.js";
import { type Arrange, type Row } from "../row.js";
import { refuseMd5 } from "../../../helpers/refuse-md5.js";
import { ATLAS_STYLE, type DigestStyle } from "../../../helpers/wire/servers.js";
import { READ, refused } from "./failures.js";

const common = {
  group: "API keys (HTTP Digest)",
  kinds: ["apiKey"],
  expected: READ,
} as const;

const REALM = 'Digest realm="MMS Public API"';

/** A first read from the independent server. */
function independent(name: string, changes: Partial<DigestStyle>, more: Partial<Row> = {}): Row {
  const arrange: Arrange = ({ digest }) => {
    digest.style = { ...ATLAS_STYLE, ...changes };
  };
  return { ...common, name, through: "digest", cold: true, arrange, requests: 2, ...more };
}

const UNAUTHORIZED = refused(
  401,
  "UNAUTHORIZED",
  'UNEXPECTED_ERROR "You are not authorized for this resource"',
);

export const digestRows: readonly Row[] = [
  {
    ...common,
    name: "401 with a challenge to the first request",
    cold: true,
    arrange: () => undefined,
    requests: 2,
  },
  {
    ...common,
    name: "401 with `stale=true`: the nonce has expired since the last read",
    arrange: ({ test }: Bench): void => {
      test.atlas.expireNonces();
    },
    requests: 2,
  },

  {
    ...common,
    name: "Nonces that expire at once: each challenge is refused as stale",
    cold: true,
    options: { nonceLifetimeSeconds: 0 },
    arrange: () => undefined,
    expected: UNAUTHORIZED,
    requests: 3,
    incurable: "the nonces of this server stay so",
  },
  {
    ...common,
    name: "401 to everything: the key is wrong",
    cold: true,
    arrange: ({ configure }: Bench): void => {
      configure({ "mongodbatlas:privateKey": "00000000-1111-2222-3333-444444444444" });
    },
    expected: UNAUTHORIZED,
    requests: 2,
    incurable: "the key stays wrong",
  },
  {
    ...common,
    name: "401 without a challenge",
    arrange: atlasFails({ type: "status", status: 401 }),
    expected: refused(401, "UNAUTHORIZED", 'UNAUTHORIZED "Unauthorized"'),
    requests: 1,
  },

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
  {
    ...common,
    name: "OpenSSL refuses MD5 (FIPS)",
    cold: true,
    arrange: ({ after }: Bench): void => {
      const stub = refuseMd5();
      after.push(() => {
        stub.restore();
      });
    },
    expected: {
      ...refused(401, "UNAUTHORIZED", ""),
      says: '401 from Atlas at {origin}: HTTP Digest needs MD5, which OpenSSL refuses on this machine (FIPS), reading {run}: UNEXPECTED_ERROR "You are not authorized for this resource"',
    },
    requests: 1,
  },
];
