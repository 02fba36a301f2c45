/** The kinds of credentials. */
export const KINDS = ["accessToken", "serviceAccount", "apiKey"] as const;
export type Kind = (typeof KINDS)[number];

/** What the local Atlas of the benchmark lets in. */
export const TOKEN = "benchmark-token";
export const ACCOUNT = { clientId: "benchmark-client", clientSecret: "benchmark-secret" } as const;
export const API_KEY = { publicKey: "benchmark-public", privateKey: "benchmark-private" } as const;

const VARIABLES: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  accessToken: { MONGODB_ATLAS_ACCESS_TOKEN: TOKEN },
  serviceAccount: {
    MONGODB_ATLAS_CLIENT_ID: ACCOUNT.clientId,
    MONGODB_ATLAS_CLIENT_SECRET: ACCOUNT.clientSecret,
  },
  apiKey: {
    MONGODB_ATLAS_PUBLIC_API_KEY: API_KEY.publicKey,
    MONGODB_ATLAS_PRIVATE_API_KEY: API_KEY.privateKey,
  },
};

/** The environment of a process that reads with one kind of credentials. */
export function credentialVariables(kind: Kind, baseUrl: string): Record<string, string> {
  return { ...VARIABLES[kind], MONGODB_ATLAS_BASE_URL: baseUrl };
}
