import { quoted } from "../errors/index.js";
import { BASE_URL_ENVIRONMENT, STACK_NAMES, firstSet, type Lookup, type PlaceNames } from "./keys.js";
import { flag, invalid } from "./settings.js";

/** The URL of Atlas, if none is configured. */
export const DEFAULT_BASE_URL = "https://cloud.mongodb.com";
/** A path with the segment `api`, which each request adds, and the part before it. */
const API_PATH = /^(.*?)\/api(?:\/|$)/i;
const GOV_BASE_URL = "https://cloud.mongodbgov.com";

/**
 * Resolves the URL of Atlas: `baseUrl`, `isMongodbgovCloud`, the environment, the default. Returns it without a slash at
 * the end.
 *
 * @param names Names of the configuration's values. Default: those of the stack configuration.
 * @throws ConfigurationError `INVALID_CONFIGURATION` if it is not a URL, or would send credentials in clear text.
 */
export function resolveBaseUrl(config: Lookup, environment: Lookup, names: PlaceNames = STACK_NAMES): string {
  // Checked first, so that an invalid value is an error even if the base URL is set.
  const govCloud = flag(false)(config, names.isMongodbgovCloud);
  const configured = firstSet(config, [names.baseUrl]);
  if (configured) return checkedBaseUrl(configured.name, configured.value);
  if (govCloud) return GOV_BASE_URL;
  const fromEnvironment = firstSet(environment, BASE_URL_ENVIRONMENT);
  return fromEnvironment ? checkedBaseUrl(fromEnvironment.name, fromEnvironment.value) : DEFAULT_BASE_URL;
}

function checkedBaseUrl(name: string, value: string): string {
  // The URL parser drops an empty query and turns a backslash into a slash.
  if (/[@?#\\]/.test(value)) {
    throw invalid(
      name,
      `must be a URL such as ${DEFAULT_BASE_URL} without user name, password, query, fragment or backslash ` +
        "(its value is not shown, since it may hold a password)",
    );
  }
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw invalid(name, `must be a URL such as ${DEFAULT_BASE_URL}, got ${quoted(value)}`);
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw invalid(
      name,
      `must begin with https://, got ${quoted(url.origin)}: credentials go over plain http:// to a ` +
        "loopback address (localhost, 127.0.0.0/8, [::1]) only",
    );
  }
  const [, before] = API_PATH.exec(url.pathname) ?? [];
  if (before !== undefined) {
    throw invalid(
      name,
      `must be the URL of Atlas without the path of its API: ${quoted(url.origin + before)}, got ${quoted(value)}`,
    );
  }
  return url.href.replace(/\/+$/, "");
}

/** Returns whether a host, as the URL parser normalizes it, is a loopback address. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
