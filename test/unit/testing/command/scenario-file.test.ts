import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../../../provider/testing/command/arguments.js";
import { readScenario } from "../../../../provider/testing/command/scenario-file.js";
import { tempFolder } from "../../../helpers/temp-folder.js";

const SECRET = "very-secret";

describe("readScenario", () => {
  const { path: folder, remove } = tempFolder();
  const file = join(folder, "scenario.json");
  after(remove);

  /** The message of the UsageError for a file, without its name. */
  const refusal = (name: string): string => {
    try {
      readScenario(name);
    } catch (error) {
      assert.ok(error instanceof UsageError && error.message.startsWith(`${name}: `));
      return error.message.slice(name.length + 2);
    }
    return assert.fail("it was read");
  };
  const refusalOf = (text: string): string => {
    writeFileSync(file, text);
    return refusal(file);
  };

  it("reads a scenario, also after a byte order mark", () => {
    writeFileSync(file, '\uFEFF{ "accessTokens": [{ "token": "t" }] }');
    assert.deepEqual(readScenario(file), { accessTokens: [{ token: "t" }] });
  });

  it("says why a file cannot be read", () => {
    const missing = join(folder, "none.json");
    assert.equal(refusal(missing), `ENOENT: no such file or directory, open '${missing}'`);
    assert.equal(refusal(folder), "EISDIR: illegal operation on a directory, read");
  });

  it("names the wrong field", () => {
    assert.match(
      refusalOf('{ "accessToken": [] }'),
      /^accessToken is not a known field: did you mean accessT/,
    );
  });

  const PLACED: Readonly<Record<string, readonly [text: string, place: string]>> = {
    "an empty text": ["", "line 1, column 1"],
    "a later line": ['{\n  "a": 1\n  "b": 2\n}', "line 3, column 3"],
    "a line after CRLF": ['{\r\n"a": 1,\r\n}', "line 3, column 1"],
    "a line after a lone CR": ['{\r"a": 1\r  x}', "line 3, column 3"],
    "a string that does not end": [`{\n"a": "${SECRET}`, "line 2, column 18"],
    "a control character in a string": ['{"a":\n"b\tc"}', "line 2, column 3"],
    "text after the JSON": ["{}\n\n{}", "line 3, column 1"],
    "a token far from the start": [`{ "a": "${SECRET}",\n  "b": [1,]\n}`, "line 2, column 11"],
    "a token in a short text": ['{\n "a": tru\n}', "line 2, column 10"],
    "a token whose context is in a string before": [
      `{ "b": "then [1,2, ] and so on",\n  "a": 'then [1,2, ] and so on' }`,
      "line 2, column 8",
    ],
    "a beginning of JSON": ['{\n "a": [1, 2', "line 2, column 12"],
    "an invalid escape": ['["\\u12x4"]', "line 1, column 7"],
    "a token after a secret": [`{ "a": "${SECRET}" x }`, "line 1, column 22"],
  };
  for (const [title, [text, place]] of Object.entries(PLACED)) {
    it(`names line and column of ${title}, and shows nothing of the file`, () => {
      assert.equal(refusalOf(text), `is not JSON: see ${place}`);
    });
  }
});
