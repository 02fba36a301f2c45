import { isIP } from "node:net";
import { type ApiErrorBody } from "../codec/error-body.js";
import { oneLine } from "../../errors/index.js";

/** Returns the IP address that Atlas says is not on the API access list. */
export function missingAddress({ errorCode, parameters = [] }: ApiErrorBody): string | undefined {
  if (errorCode !== "IP_ADDRESS_NOT_ON_ACCESS_LIST") return undefined;
  // A zone after "%" may be any text.
  return texts(parameters).find((text) => isIP(text) !== 0 && !text.includes("%"));
}

/** Returns whether Atlas has nothing at the path of the request, as opposed to no such run. */
export function isUnknownPath({ errorCode, detail, parameters = [] }: ApiErrorBody): boolean {
  if (errorCode !== "RESOURCE_NOT_FOUND") return false;
  return texts([detail, ...parameters]).some((text) => text.includes("/api/atlas/"));
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === "string");
}

/** The path of the request, as Atlas names it in 410 and 429. The message has its ids already. */
const REQUEST_PATH = /(?<!\/)\bapi\/atlas\/v2\/groups\/\S*\w/g;

/** Code, detail and invalid fields as far as Atlas sent them, such as `: RESOURCE_NOT_FOUND "Cannot find …"`. */
export function describeBody({ errorCode = "", detail, reason, badRequestDetail }: ApiErrorBody): string {
  const text = oneLine(detail ?? reason ?? "")
    .replace(REQUEST_PATH, "…")
    .replace(/\.$/, "");
  const invalid = badRequestDetail?.fields ?? [];
  const fields = invalid.map(({ field, description }) => `${field}: ${description}`).join("; ");
  const parts = [oneLine(errorCode, 80), text && `"${text}"`, fields && `(${oneLine(fields, 150)})`];
  const given = parts.filter((part) => part !== "");
  return given.length === 0 ? "" : `: ${given.join(" ")}`;
}
