import { join } from "node:path";
import * as prettier from "prettier";
import { KINDS, type Kind } from "../../helpers/local-atlas.js";
import { exampleMessage } from "./message.js";
import { DEFAULT_SETTINGS, GROUPS, type Row } from "./row.js";

/** The file that holds the table. */
export const TABLE_FILE = join(__dirname, "..", "..", "..", "docs", "faults.md");

const KIND_NAMES: Readonly<Record<Kind, string>> = {
  accessToken: "access token",
  serviceAccount: "service account",
  apiKey: "API key",
};

const { requestTimeoutSeconds, retryTimeoutSeconds } = DEFAULT_SETTINGS;

const INTRODUCTION = `# Failure modes

Each line is a test: [test/integration/faults](../test/integration/faults/rows/) lets the fault happen on a real connection and checks
the outcome, the number of requests, the time and the message. Each also checks that no credential is in anything
thrown or logged or goes to another host, and that the next read succeeds once the fault is over.

Requests are those of the one read, for a token and with a challenge included; a read before it has succeeded unless it
says "first read". Times hold with \`requestTimeoutSeconds\` ${requestTimeoutSeconds} and \`retryTimeoutSeconds\` ${retryTimeoutSeconds},
or what the message names. Every message also names the run, advises, and ends with its code: see [troubleshooting](troubleshooting.md).

This file is made from the tests: \`npm run docs:faults\` writes it.
`;

/** The document, as it is formatted in this repository. */
export async function faultTable(rows: readonly Row[]): Promise<string> {
  const groups = GROUPS.map((group) => {
    const own = rows.filter((row) => row.group === group);
    return `## ${group}\n\n${table(HEADER, own.map(cells))}`;
  });
  const text = [INTRODUCTION, ...groups].join("\n");
  return prettier.format(text, { ...(await prettier.resolveConfig(TABLE_FILE)), filepath: TABLE_FILE });
}

const HEADER = [
  "What happens",
  "Credentials",
  "Outcome",
  "Requests",
  "At most (s)",
  "Message of the error",
] as const;

function table(header: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (columns: readonly string[]): string =>
    `| ${columns.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return [header, header.map(() => "---"), ...lines].map(line).join("");
}

function cells(row: Row): readonly string[] {
  const { name, kinds, cold, expected, requests, atMostSeconds = 1 } = row;
  const all = kinds.length === KINDS.length;
  return [
    cold === true ? `${name} (first read)` : name,
    all ? "any" : kinds.map((kind) => KIND_NAMES[kind]).join(", "),
    outcome(row),
    String(requests),
    String(atMostSeconds),
    expected.outcome === "run" ? "" : code(exampleMessage(expected)),
  ];
}

function outcome({ expected }: Row): string {
  if (expected.outcome !== "run") return `${code(expected.outcome)} ${code(expected.code)}`;
  const changes = Object.entries(expected.fields ?? {}).map(([key, value]) =>
    code(`${key}: ${JSON.stringify(value)}`),
  );
  const warning = expected.logs === undefined ? [] : ["a warning"];
  return [["the run", ...changes].join(", "), ...warning].join(", with ");
}

function code(text: string): string {
  return `\`${text}\``;
}
