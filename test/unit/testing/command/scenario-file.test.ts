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

  const refusalOf = (text: string): string => {
    writeFileSync(file, text);
    try {
      readScenario(file);
    } catch (error) {
      assert.ok(error instanceof UsageError && error.message.startsWith(`${file}: `));
      return error.message.slice(file.length + 2);
    }
    return assert.fail("it was read");
  };

  it("reads a scenario, also after a byte order mark", () => {
    writeFileSync(file, '\uFEFF{ "accessTokens": [{ "token": "t" }] }');
    assert.deepEqual(readScenario(file), { accessTokens: [{ token: "t" }] });
  });

  it("names the wrong field", () => {
    assert.match(refusalOf('{ "accessToken": [] }'), /^accessToken is not a known field: /);
  });

  const PLACED: Readonly<Record<string, readonly [text: string, place: string]>> = {
    "an empty text": ["", "line 1, column 1"],
    "a later line": ['{\n  "a": 1\n  "b": 2\n}', "line 3, column 3"],
    "a line after CRLF and a lone CR": ['{\r\n"a": 1,\r  x}', "line 3, column 3"],
    "a string that does not end": [`{\n"a": "${SECRET}`, "line 2, column 18"],
    "a control character in a string": ['{"a":\n"b\tc"}', "line 2, column 3"],
    "text after the JSON": ["{}\n\n{}", "line 3, column 1"],
    "a token in a short text": ['{\n "a": tru\n}', "line 2, column 10"],
    "a beginning of JSON": ['{\n "a": [1, 2', "line 2, column 12"],
    "a token after a secret": [`{ "a": "${SECRET}" x }`, "line 1, column 22"],
  };
  for (const [title, [text, place]] of Object.entries(PLACED)) {
    it(`names line and column of ${title}, and shows nothing of the file`, () => {
      assert.equal(refusalOf(text), `is not JSON: see ${place}`);
    });
  }
});
