import { ConfigurationError } from "../../errors/index.js";
import { importModule } from "./import-module.js";

/** Variables with the proxy for https URLs, in the order of proxy-from-env. */
const VARIABLES = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

/** A proxy that opens tunnels with CONNECT. */
export interface Proxy {
  /** URL without credentials. */
  readonly url: URL;
  /** Host and port, for messages. */
  readonly name: string;
  /** Value of `Proxy-Authorization`; undefined if the URL has no credentials. */
  readonly authorization: string | undefined;
}

/**
 * Finds the proxy for a URL in the environment.
 *
 * @throws ConfigurationError if it is invalid
 */
export async function findProxy(baseUrl: string): Promise<Proxy | undefined> {
  // Plain http is for loopback addresses only, which a proxy cannot reach.
  if (!baseUrl.startsWith("https:")) return undefined;
  const { getProxyForUrl } = await importModule(() => import("proxy-from-env"), "proxy-from-env");
  const found = getProxyForUrl(baseUrl);
  return found === "" ? undefined : parseProxy(withScheme(found));
}

/** Adds `http:` to a proxy without a scheme, as curl and Go do. proxy-from-env adds the scheme of the target. */
function withScheme(found: string): string {
  const value = VARIABLES.map((name) => process.env[name]).find(Boolean) ?? found;
  return value.includes("://") ? found : `http://${value}`;
}

function parseProxy(text: string): Proxy {
  if (!URL.canParse(text)) throw invalidProxy();
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw invalidProxy();
  const authorization = basicAuthorization(url);
  // The URL is kept and may be logged, so it must not hold the password.
  url.username = url.password = "";
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  return { url, name: `${url.hostname}:${port}`, authorization };
}

function basicAuthorization({ username, password }: URL): string | undefined {
  if (username === "" && password === "") return undefined;
  const [user, secret] = [decode(username), decode(password)];
  return `Basic ${Buffer.from(`${user}:${secret}`).toString("base64")}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidProxy();
  }
}

function invalidProxy(): ConfigurationError {
  return new ConfigurationError(
    "INVALID_CONFIGURATION",
    "the proxy in the environment (HTTPS_PROXY or ALL_PROXY) must be a URL with http:// or https://, such as " +
      "http://proxy.example:3128; other kinds, such as socks5://, are not supported (its value is not shown, since it may hold a password)",
  );
}
