/** Stack configuration namespace of this package's own settings. */
export const OWN_NAMESPACE = "atlas-data-lake";

/** Returns the value of a stack configuration key or of an environment variable, or undefined if it is not set. */
export type Lookup = (key: string) => string | undefined;

/** A credential value. It may have several names; the first that is set wins. */
export type CredentialField = "accessToken" | "clientId" | "clientSecret" | "publicKey" | "privateKey";

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

/** Names in the stack configuration. */
export const STACK_NAMES: PlaceNames = {
  credentials: {
    accessToken: ["mongodbatlas:accessToken"],
    clientId: ["mongodbatlas:clientId"],
    clientSecret: ["mongodbatlas:clientSecret"],
    publicKey: ["mongodbatlas:publicKey"],
    privateKey: ["mongodbatlas:privateKey"],
  },
  baseUrl: "mongodbatlas:baseUrl",
  isMongodbgovCloud: "mongodbatlas:isMongodbgovCloud",
  settings: `${OWN_NAMESPACE}:`,
};

/** Names of the arguments of an explicit provider. */
export const PROVIDER_NAMES: PlaceNames = {
  credentials: {
    accessToken: ["accessToken"],
    clientId: ["clientId"],
    clientSecret: ["clientSecret"],
    publicKey: ["publicKey"],
    privateKey: ["privateKey"],
  },
  baseUrl: "baseUrl",
  isMongodbgovCloud: "isMongodbgovCloud",
  settings: "",
};

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
