import { changeMessage, ConfigurationError, type ConfigurationErrorCode } from "../errors/index.js";
import {
  CREDENTIAL_FIELDS,
  ENVIRONMENT_NAMES,
  PROVIDER_NAMES,
  STACK_NAMES,
  firstSet,
  type CredentialField,
  type FieldNames,
  type Lookup,
} from "./keys.js";
import { invalid } from "./settings.js";

/** Credentials of a request, of one of three kinds. */
export type Credentials = { readonly source: CredentialSource } & (
  | { readonly kind: "accessToken"; readonly accessToken: string }
  | { readonly kind: "serviceAccount"; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: "apiKey"; readonly publicKey: string; readonly privateKey: string }
);

/** Place where credentials were found, in words for messages. */
type CredentialSource = "the stack configuration" | "the environment" | `the provider ${string}`;

const KINDS: Readonly<Record<Credentials["kind"], string>> = {
  accessToken: "access token",
  serviceAccount: "service account",
  apiKey: "API key",
};

const KIND_OF: Readonly<Record<CredentialField, Credentials["kind"]>> = {
  accessToken: "accessToken",
  clientId: "serviceAccount",
  clientSecret: "serviceAccount",
  publicKey: "apiKey",
  privateKey: "apiKey",
};

/** Names credentials by kind and place, without a value: `the API key from the stack configuration`. */
export function describeCredentials({ kind, source }: Pick<Credentials, "kind" | "source">): string {
  return `the ${KINDS[kind]} from ${source}`;
}

/**
 * Resolves the credentials: stack configuration first, then the environment. The first source that has any
 * credential wins, with no mixing; within it an access token, then a service account, then an API key.
 *
 * @throws ConfigurationError `NO_CREDENTIALS`, or `INCOMPLETE_CREDENTIALS` for half of a pair.
 */
export function resolveCredentials(config: Lookup, environment: Lookup): Credentials {
  const credentials =
    fromSource("the stack configuration", config, STACK_NAMES.credentials) ??
    fromSource("the environment", environment, ENVIRONMENT_NAMES);
  if (credentials !== undefined) return credentials;
  throw failure(
    "NO_CREDENTIALS",
    "no Atlas credentials in the stack configuration or the environment",
    "Set mongodbatlas:clientId and mongodbatlas:clientSecret with pulumi config set --secret, or MONGODB_ATLAS_CLIENT_ID and " +
      "MONGODB_ATLAS_CLIENT_SECRET in the environment, or another kind: see the README of pulumi-atlas-data-lake",
  );
}

/** Resolves the credentials of an explicit provider, of one kind, and looks for them nowhere else. @throws ConfigurationError */
export function resolveProviderCredentials(provider: string, args: Lookup): Credentials {
  const given = CREDENTIAL_FIELDS.filter((field) => firstSet(args, PROVIDER_NAMES.credentials[field]));
  if (new Set(given.map((field) => KIND_OF[field])).size > 1) {
    throw failure(
      "INVALID_CONFIGURATION",
      `more than one kind of credentials in the provider ${provider}: ${given.join(", ")}`,
      "Give an access token, a service account or an API key",
    );
  }
  const credentials = fromSource(`the provider ${provider}`, args, PROVIDER_NAMES.credentials);
  if (credentials !== undefined) return credentials;
  throw failure(
    "NO_CREDENTIALS",
    `no Atlas credentials in the provider ${provider}`,
    "Set clientId and clientSecret, or another kind: an explicit provider takes none from the stack configuration or the " +
      "environment",
  );
}

function fromSource(source: CredentialSource, lookup: Lookup, names: FieldNames): Credentials | undefined {
  const field = (key: CredentialField): string | undefined => readField(lookup, names[key]);
  const accessToken = field("accessToken");
  if (accessToken !== undefined) return { source, kind: "accessToken", accessToken };

  const account = pair(source, field, names, ["clientId", "clientSecret"], "service account");
  if (account) return { source, kind: "serviceAccount", clientId: account[0], clientSecret: account[1] };

  const key = pair(source, field, names, ["publicKey", "privateKey"], "API key");
  return key && { source, kind: "apiKey", publicKey: key[0], privateKey: key[1] };
}

function readField(lookup: Lookup, names: readonly string[]): string | undefined {
  const found = firstSet(lookup, names);
  if (found && !/^[\x21-\x7e]+$/.test(found.value)) {
    throw invalid(
      found.name,
      `has a character that no Atlas credential has (white space, a control or a non-ASCII ` +
        "character): set it again without it",
    );
  }
  return found?.value;
}

function pair(
  source: string,
  field: (key: CredentialField) => string | undefined,
  names: FieldNames,
  keys: readonly [CredentialField, CredentialField],
  what: string,
): readonly [string, string] | undefined {
  const [first, second] = [field(keys[0]), field(keys[1])];
  if (first !== undefined && second !== undefined) return [first, second];
  if (first === undefined && second === undefined) return undefined;
  const [set, missing] = first === undefined ? [keys[1], keys[0]] : [keys[0], keys[1]];
  throw failure(
    "INCOMPLETE_CREDENTIALS",
    `half of a MongoDB Atlas ${what} in ${source}: ${names[set].join(" or ")} is set, ` +
      `${names[missing].join(" or ")} is missing`,
    "Set both, or neither",
  );
}

function failure(code: ConfigurationErrorCode, problem: string, advice: string): ConfigurationError {
  return changeMessage(new ConfigurationError(code, problem), () => ({ advice: [advice] }));
}
