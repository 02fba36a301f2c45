import { gzipSync } from "node:zlib";
import { KINDS } from "../../../helpers/local-atlas.js";
import { atlasFails, wireResponses } from "../arrange.js";
import { rowsOf, TWO_ATTEMPTS, type Row } from "../row.js";
import { RUN_JSON, runHead, says } from "../../../helpers/wire/scripts.js";
import { foreign, networkTwice, noJson, noRun, READ, undecodable, unexpected } from "./failures.js";

const row = rowsOf("Content");

/** A response 200 with this body. */
function body(
  name: string,
  content: string | Uint8Array,
  expected: Row["expected"],
  more: Partial<Row> = {},
): Row {
  return row(name, 1, atlasFails({ type: "raw", body: content }), { expected, ...more });
}

const GZIP = { "content-encoding": "gzip" };
const HALF = gzipSync(RUN_JSON).subarray(0, 100);
const DEEP = "[".repeat(40_000) + "]".repeat(40_000);
const with_ = (fields: string): string => RUN_JSON.replace(/\}$/, `,${fields}}`);

export const contentRows: readonly Row[] = [
  row("`text/html` as Content-Type", 1, atlasFails({ type: "contentType", contentType: "text/html" }), {
    kinds: KINDS,
    expected: noJson("media type text/html"),
  }),
  row("No Content-Type", 1, wireResponses(says(runHead({ "content-type": undefined }), RUN_JSON)), {
    through: "wire",
    expected: noJson("no media type"),
  }),
  row(
    "A body that is not in gzip, though it says so",
    2,
    atlasFails({ type: "raw", body: RUN_JSON, headers: GZIP }),
    {
      settings: TWO_ATTEMPTS,
      expected: networkTwice("the response is not compressed as its Content-Encoding says (Z_DATA_ERROR)"),
    },
  ),
  row("Half of a body in gzip", 1, atlasFails({ type: "raw", body: HALF, headers: GZIP }), {
    expected: noJson("not valid JSON"),
  }),
  body("An HTML page in place of JSON", "<html></html>", noJson("not valid JSON"), { kinds: KINDS }),
  body("200 without a body", "", noJson("not valid JSON")),
  body("A body that is not UTF-8", new Uint8Array([34, 255, 34]), noJson("not valid UTF-8")),
  body("A byte order mark before the JSON", `\ufeff${RUN_JSON}`, READ),
  body("`null`", "null", noRun()),
  body('`{"status":"ok"}`', '{"status":"ok"}', noRun()),
  body(
    "An API error with status 200",
    '{"error":404,"errorCode":"RESOURCE_NOT_FOUND"}',
    noRun(', but the body has error 404, errorCode "RESOURCE_NOT_FOUND"'),
  ),
  ...(
    [
      ['"error":404', "error 404"],
      ['"errorCode":"NO"', 'errorCode "NO"'],
      ['"status":404', "status 404"],
    ] as const
  ).map(([field, found]) =>
    body(
      `A run with \`${field}\` as well`,
      with_(field),
      unexpected(`unexpected response (status 200, but the body has ${found})`),
    ),
  ),
  body(
    "A field of a wrong type",
    with_('"state":1'),
    undecodable("state: expected a string of valid Unicode, got number 1"),
  ),
  body(
    "Half of a surrogate pair in a field",
    with_('"datasetName":"a\\udc00"'),
    undecodable('datasetName: expected a string of valid Unicode, got "a\\udc00"'),
  ),
  body(
    "The engine's mark of an unknown value in a field",
    with_('"datasetName":"04da6b54-80e4-46f7-96ec-b56ff0331ba9"'),
    undecodable(
      'datasetName: expected a string that the Pulumi engine does not take for an unknown value, got "04da6b54-80e4-46f7-96ec-b56ff0331ba9"',
    ),
  ),
  body(
    "A number that the engine would round",
    with_('"stats":{"numDocs":9007199254740993}'),
    undecodable(
      "stats.numDocs: expected an integer from -(2^53 - 1) to 2^53 - 1, beyond which the Pulumi engine cannot hold a number exactly, got number 9007199254740992",
    ),
  ),
  body("A fraction that `JSON.parse` rounds to an integer", with_('"stats":{"numDocs":9007199254740991.4}'), {
    outcome: "run",
    fields: { stats: { bytesExported: undefined, numDocs: 9007199254740991 } },
  }),
  body(
    "A day that does not exist",
    with_('"createdDate":"2025-02-30T09:42:00Z"'),
    undecodable('createdDate: expected an RFC 3339 date and time, got "2025-02-30T09:42:00Z"'),
  ),
  body(
    "Another run than was asked for",
    `{"_id":"${"0".repeat(24)}"}`,
    undecodable(`_id: expected "32b6e34b3d91647abb20e7b8", which was asked for, got "${"0".repeat(24)}"`),
  ),
  row(
    "A run in an envelope of status 200, with HTTP status 404",
    1,
    atlasFails({ type: "raw", body: `{"status":200,"content":${RUN_JSON}}`, status: 404 }),
    { expected: foreign(404, "NOT_FOUND", "JSON of another form") },
  ),
  body(
    "A run that has the fields of an envelope as well",
    with_(`"status":200,"content":{"state":"DONE"}`),
    READ,
  ),
  body("A run in an envelope", `{"status":200,"content":${RUN_JSON}}`, READ),
  body("A key twice: the last one counts", with_('"state":"DONE"'), {
    outcome: "run",
    fields: { state: "DONE" },
  }),
  body("`__proto__` as a key", with_('"__proto__":{"state":"DONE","datasetName":"other"}'), READ),
  body("A state that is new", with_('"state":"PAUSED"'), {
    outcome: "run",
    fields: { state: "PAUSED" },
    logs: 'state has the unknown value "PAUSED" (known: PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED)',
  }),
  body("Arrays in each other, 40,000 deep", DEEP, noJson("JSON nested too deeply")),
];
