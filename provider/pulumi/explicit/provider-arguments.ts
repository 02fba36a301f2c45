import * as pulumi from "@pulumi/pulumi";
import {
  inputKey,
  PROVIDER_ARGUMENTS,
  PROVIDER_NAME_KEY,
  resolveProviderConfig,
  type ProviderArgument,
} from "../../config/resolve-config.js";
import { CREDENTIAL_FIELDS } from "../../config/keys.js";
import { resolveSettings, type Settings } from "../../config/settings.js";
import { fixMessage, InvalidArgumentError, quoted } from "../../errors/index.js";
import { isUnknownToEngine } from "../../run/engine-unknowns.js";
import { checkKeys } from "../arguments/check-keys.js";
import { isPending } from "../arguments/plain.js";

/** Arguments of a {@link Provider}: credentials of one kind, and settings. Those of two kinds are an error. */
export interface ProviderArgs {
  /** Public key of an API key. */
  readonly publicKey?: pulumi.Input<string> | undefined;
  /** Private key of an API key. */
  readonly privateKey?: pulumi.Input<string> | undefined;
  /** Client id of a service account. */
  readonly clientId?: pulumi.Input<string> | undefined;
  /** Client secret of a service account. */
  readonly clientSecret?: pulumi.Input<string> | undefined;
  /** OAuth access token. */
  readonly accessToken?: pulumi.Input<string> | undefined;
  /** URL of Atlas. Default: `https://cloud.mongodb.com`. */
  readonly baseUrl?: pulumi.Input<string> | undefined;
  /** Whether this is Atlas for Government: the default of `baseUrl` is then `https://cloud.mongodbgov.com`. Default: false. */
  readonly isMongodbgovCloud?: pulumi.Input<boolean> | undefined;
  /** Deadline of one request, up to the last byte of the response. Seconds; default 30. */
  readonly requestTimeoutSeconds?: pulumi.Input<number> | undefined;
  /** Deadline of one read with all its retries and their delays. Seconds; default 120. */
  readonly retryTimeoutSeconds?: pulumi.Input<number> | undefined;
  /** Largest number of concurrent reads in one process. Default 32. */
  readonly maxConcurrentReads?: pulumi.Input<number> | undefined;
  /** Whether a warning says that Atlas has announced the end of the API. Default true. */
  readonly showDeprecation?: pulumi.Input<boolean> | undefined;
}

/** The inputs of a provider resource, by their keys in the state. */
type ProviderInputs = Readonly<Record<string, pulumi.Input<string>>>;

/**
 * Checks the arguments of a provider, and makes the inputs of its resource of them. Credentials become secret. An output
 * is checked when it resolves: its input fails then.
 *
 * @throws InvalidArgumentError, ConfigurationError
 */
export function providerInputs(prefix: string, name: string, value: unknown): ProviderInputs {
  // A setting that `ProviderArgs` lacks fails the build here.
  const names: readonly (keyof ProviderArgs)[] = PROVIDER_ARGUMENTS;
  const args = checkKeys(`${prefix}the arguments`, value, names);
  const given = names.filter((argument) => args[argument] !== undefined);
  const known = Object.fromEntries(
    given.flatMap((argument) => textWhileKnown(prefix, argument, args[argument])),
  );
  const check = (inputs: Readonly<Record<string, string>>): unknown =>
    resolveProviderConfig(name, (key) => inputs[key]);
  check(known);
  checkEngineText(prefix, "the name", name);
  const inputOf = (argument: ProviderArgument): pulumi.Input<string> => {
    const key = inputKey(argument);
    if (!isPending(args[argument])) return known[key] ?? "";
    return pulumi.output(args[argument] as pulumi.Input<string>).apply((resolved) =>
      withFixedMessage(() => {
        const text = textOf(prefix, argument, resolved);
        check({ ...known, [key]: text });
        return text;
      }),
    );
  };
  const inputs = given.map((argument): readonly [string, pulumi.Input<string>] => {
    const input = inputOf(argument);
    return [inputKey(argument), isCredential(argument) ? pulumi.secret(input) : input];
  });
  return { ...Object.fromEntries(inputs), [PROVIDER_NAME_KEY]: name };
}

/** Calls a check, and keeps the message of its error as it is. */
function withFixedMessage<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw fixMessage(error as Error);
  }
}

/** Stands for a credential that is not known yet, so that half of a pair is found all the same. */
const PLACEHOLDER = "not-known-yet";

function textWhileKnown(
  prefix: string,
  argument: ProviderArgument,
  value: unknown,
): readonly (readonly [key: string, text: string])[] {
  if (!isPending(value)) return [[inputKey(argument), textOf(prefix, argument, value)]];
  return isCredential(argument) ? [[inputKey(argument), PLACEHOLDER]] : [];
}

/** Returns a value as the text that the provider's process reads. @throws InvalidArgumentError for one of another type */
function textOf(prefix: string, argument: ProviderArgument, value: unknown): string {
  const type = typeOf(argument);
  checkEngineText(prefix, argument, value);
  if (typeof value === type) return String(value);
  if (value === undefined || value === null) {
    throw new InvalidArgumentError(
      `${prefix}${argument} must be a ${type}, got ${String(value)}: give it a value, or leave it out`,
    );
  }
  // A credential may be a number by mistake.
  const found = isCredential(argument) ? `a value of the type ${typeof value}` : quoted(value);
  throw new InvalidArgumentError(`${prefix}${argument} must be a ${type}, got ${found}`);
}

/** @throws InvalidArgumentError for text with which the engine would take the provider for one that is not known */
function checkEngineText(prefix: string, what: string, value: unknown): void {
  if (!isUnknownToEngine(value)) return;
  throw new InvalidArgumentError(`${prefix}${what} must not be text that Pulumi takes for an unknown value`);
}

function typeOf(argument: ProviderArgument): "string" | "boolean" | "number" {
  const defaults = resolveSettings(() => undefined);
  if (argument in defaults) return typeof defaults[argument as keyof Settings] as "boolean" | "number";
  return argument === "isMongodbgovCloud" ? "boolean" : "string";
}

function isCredential(argument: ProviderArgument): boolean {
  return (CREDENTIAL_FIELDS as readonly string[]).includes(argument);
}
