import { STATUS_CODES } from "node:http";
import { RUN } from "../local-atlas.js";

export const API_MEDIA_TYPE = "application/vnd.atlas.2023-01-01+json";

/** The run as Atlas sends it. */
export const RUN_JSON = JSON.stringify(RUN.run);

type Fields = Readonly<Record<string, unknown>>;

/** The head of a response. */
export function head(status: number, fields: Fields = {}): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Unknown"}\r\n${lines.join("")}\r\n`;
}

/** The head of a response with a run in it, with fields to add; one that is undefined is left out. */
export function runHead(fields: Fields = {}): string {
  const all: Fields = {
    "content-type": API_MEDIA_TYPE,
    "content-length": Buffer.byteLength(RUN_JSON),
    ...fields,
  };
  return head(200, Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
}

/** A response with a JSON body. */
export function jsonText(status: number, value: unknown, fields: Fields = {}): string {
  const body = JSON.stringify(value);
  const length = Buffer.byteLength(body);
  return head(status, { "content-type": "application/json", "content-length": length, ...fields }) + body;
}
