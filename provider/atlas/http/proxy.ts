import { ConfigurationError } from "../../errors/index.js";

/** The variables that may name the proxy for an https URL, in the order in which proxy-from-env looks at them. */
const VARIABLES = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

/** A proxy that opens tunnels with CONNECT. */
export interface Proxy {
  /** Its URL, without its credentials. */
  readonly url: URL;
  /** Host and port, as they are shown. */
  readonly name: string;
  /** The value of `Proxy-Authorization`; undefined if the URL has no credentials. */
  readonly authorization: string | undefined;
}

/** The proxy that the environment names for a URL. @throws {ConfigurationError} for one that cannot be used */
export async function findProxy(baseUrl: string): Promise<Proxy | undefined> {
  // Plain http is for this machine only, which no proxy reaches.
  if (!baseUrl.startsWith("https:")) return undefined;
  const { getProxyForUrl } = await import("proxy-from-env");
  const found = getProxyForUrl(baseUrl);
  return found === "" ? undefined : parseProxy(withScheme(found));
}

/** Without a scheme a proxy speaks plain http, as curl and Go have it; proxy-from-env takes that of the target. */
function withScheme(found: string): string {
  const value = VARIABLES.map((name) => process.env[name]).find(Boolean) ?? found;
  return value.includes("://") ? found : `http://${value}`;
}

function parseProxy(text: string): Proxy {
  if (!URL.canParse(text)) throw invalidProxy();
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw invalidProxy();
  const authorization = basicAuthorization(url);
  // Where the URL is kept, and shown by whoever debugs, it holds no secret.
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
    "the proxy in the environment (HTTPS_PROXY or ALL_PROXY) must be a URL such as http://proxy.example:3128 " +
      "(its value is not shown, since it may hold a password)",
  );
}
