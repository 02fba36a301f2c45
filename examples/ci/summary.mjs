// node summary.mjs <exit code of the preview> <its event log> <its standard error>: prints a summary in Markdown.
import { readFileSync } from "node:fs";

const LONGEST_VALUE = 1000;
const LONGEST_ERRORS = 50_000;

/** What the engine writes in place of a value that it does not know yet, by the type of the value. */
const UNKNOWN = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string, or any
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** Marks a value that is no plain one, a secret for one. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** The engine's events, one JSON object a line; none when the preview did not get so far. */
function readEvents(file) {
  return readIfAny(file)
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line)];
      } catch {
        // The end of the file, or a line that is cut off since the engine was killed.
        return [];
      }
    });
}

function readIfAny(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return "";
    throw error;
  }
}

/** The outputs come with the last event about the stack itself. */
function outputsOf(events) {
  const stack = events.findLast(
    ({ resOutputsEvent: event }) => event?.metadata.type === "pulumi:pulumi:Stack",
  );
  return stack?.resOutputsEvent.metadata.new?.outputs ?? {};
}

/** One row for each value; those of an object get its name in front. */
function rowsOf(outputs, prefix = "") {
  return Object.entries(outputs)
    .filter(([name]) => name !== "@isPulumiResource")
    .flatMap(([name, value]) => {
      const path = prefix + name;
      if (isPlainObject(value) && Object.keys(value).length > 0) return rowsOf(value, `${path}.`);
      return [[path, textOf(value)]];
    });
}

function isPlainObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(SIGNATURE in value);
}

function textOf(value) {
  const shown = readable(value);
  return typeof shown === "string" ? shown : JSON.stringify(shown);
}

function readable(value) {
  if (UNKNOWN.has(value)) return "(known after up)";
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  if (SIGNATURE in value) return value[SIGNATURE] === SECRET ? "[secret]" : "(not shown)";
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, readable(item)]));
}

/** A cell as code, so that nothing in a value is taken for Markdown. */
function cell(text) {
  const short = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  if (short === "") return "(empty)";
  if (!/[|`\\\p{Cc}]/u.test(short)) return `\`${short}\``;
  // Within a table, these have a meaning even in code.
  return `<code>${short.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0)};`)}</code>`;
}

/** What has failed: the errors under each resource, and the policies that deny the preview. */
function errorsOf(events, stderr) {
  const errors = events.flatMap(({ diagnosticEvent: diagnostic, policyEvent: policy }) => {
    if (diagnostic?.severity === "error") return [plain(diagnostic.message)];
    if (policy?.enforcementLevel === "mandatory") return [`${policy.policyName}: ${plain(policy.message)}`];
    return [];
  });
  const causes = errors.filter((error) => error !== "preview failed");
  const found = [...new Set(causes.length > 0 ? causes : errors)];
  return found.length > 0 ? found.join("\n") : plain(stderr) || "The preview printed no error.";
}

/** Without the engine's marks for colours, and a terminal's. */
function plain(message) {
  // eslint-disable-next-line no-control-regex
  return message.replace(/<\{%.*?%\}>|\u001b\[[0-9;]*m/g, "").trim();
}

/** A block whose fence is longer than any row of backticks in the text. */
function codeBlock(text) {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((row) => row.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, text, fence].join("\n");
}

function succeeded(events) {
  const changes = events.findLast(({ summaryEvent }) => summaryEvent)?.summaryEvent.resourceChanges ?? {};
  const counts = Object.entries(changes).map(([operation, count]) => `${count} ${operation}`);
  const { readme, ...others } = outputsOf(events);
  const hasReadme = typeof readme === "string" && !UNKNOWN.has(readme);
  const rows = rowsOf(hasReadme ? others : outputsOf(events)).map(
    ([name, value]) => `| ${cell(name)} | ${cell(value)} |`,
  );
  return [
    "### Preview succeeded",
    "",
    `Resources: ${counts.join(", ") || "none"}`,
    "",
    ...(rows.length > 0 ? ["| Output | Value |", "| --- | --- |", ...rows] : ["The stack has no outputs."]),
    // By Pulumi's convention this output is Markdown.
    ...(hasReadme ? ["", readme.trimEnd()] : []),
  ];
}

function failed(status, events, stderr) {
  const errors = errorsOf(events, stderr).slice(0, LONGEST_ERRORS);
  return [`### Preview failed (exit code ${status})`, "", codeBlock(errors)];
}

const [status, eventLog, stderr] = process.argv.slice(2);
const events = readEvents(eventLog);
const lines = status === "0" ? succeeded(events) : failed(status, events, readIfAny(stderr));
process.stdout.write(`${lines.join("\n")}\n\n`);
