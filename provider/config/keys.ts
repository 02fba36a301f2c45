/** Stack configuration namespace of this package's own settings. */
export const OWN_NAMESPACE = "atlas-data-lake";

/** Returns the value of a stack configuration key or of an environment variable, or undefined if it is not set. */
export type Lookup = (key: string) => string | undefined;

/** The values of credentials. Each may have several names in a source; the first that is set wins. */
export const CREDENTIAL_FIELDS = [
  "accessToken",
  "clientId",
  "clientSecret",
  "publicKey",
  "privateKey",
] as const;

export type CredentialField = (typeof CREDENTIAL_FIELDS)[number];

/** Names of each field in one source. Messages show them. */
export type FieldNames = Readonly<Record<CredentialField, readonly string[]>>;

/** Names in the environment: those of Atlas' own tools. */
export const ENVIRONMENT_NAMES: FieldNames = {
  accessToken: ["MONGODB_ATLAS_ACCESS_TOKEN"],
  clientId: ["MONGODB_ATLAS_CLIENT_ID"],
  clientSecret: ["MONGODB_ATLAS_CLIENT_SECRET"],
  publicKey: ["MONGODB_ATLAS_PUBLIC_API_KEY", "MONGODB_ATLAS_PUBLIC_KEY", "MCLI_PUBLIC_API_KEY"],
  privateKey: ["MONGODB_ATLAS_PRIVATE_API_KEY", "MONGODB_ATLAS_PRIVATE_KEY", "MCLI_PRIVATE_API_KEY"],
};

/** Names of the values in one place that has them all. Messages show them. */
export interface PlaceNames {
  readonly credentials: FieldNames;
  readonly baseUrl: string;
  readonly isMongodbgovCloud: string;
  /** Prefix of the names of the package's own settings. */
  readonly settings: string;
}

function namesIn(prefix: string, settings: string): PlaceNames {
  const named = CREDENTIAL_FIELDS.map((field) => [field, [prefix + field]] as const);
  return {
    credentials: Object.fromEntries(named) as unknown as FieldNames,
    baseUrl: `${prefix}baseUrl`,
    isMongodbgovCloud: `${prefix}isMongodbgovCloud`,
    settings,
  };
}

/** Names in the stack configuration. */
export const STACK_NAMES = namesIn("mongodbatlas:", `${OWN_NAMESPACE}:`);

/** Names of the arguments of an explicit provider. */
export const PROVIDER_NAMES = namesIn("", "");

export const BASE_URL_ENVIRONMENT = ["MONGODB_ATLAS_BASE_URL", "MCLI_OPS_MANAGER_URL"] as const;

/** Returns the first of the names that is set to more than white space, with its trimmed value. */
export function firstSet(
  lookup: Lookup,
  names: readonly string[],
): { name: string; value: string } | undefined {
  for (const name of names) {
    const value = lookup(name)?.trim();
    if (value !== undefined && value !== "") return { name, value };
  }
  return undefined;
}
