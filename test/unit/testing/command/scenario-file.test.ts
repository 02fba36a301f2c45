import assert from "node:assert/strict";
import { jsonProblem } from "../../../../provider/testing/command/scenario-file.js";

const SECRET = "very-secret";

function problemOf(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    return jsonProblem(text, (error as Error).message);
  }
  return assert.fail("it is JSON");
}

describe("jsonProblem", () => {
  const PLACED: readonly (readonly [what: string, text: string, place: string])[] = [
    ["the first line", "{x}", "line 1, column 2"],
    ["a later line", '{\n  "a": 1\n  "b": 2\n}', "line 3, column 3"],
    ["a line after CRLF", '{\r\n"a": 1,\r\n}', "line 3, column 1"],
    ["a line after a lone CR", '{\r"a": 1\r  x}', "line 3, column 3"],
    ["a string that does not end", `{\n"a": "${SECRET}`, "line 2, column 18"],
    ["a control character in a string", '{"a":\n"b\tc"}', "line 2, column 3"],
    ["what follows the JSON", "{}\n\n{}", "line 3, column 1"],
    ["a token far from the start", `{ "a": "${SECRET}",\n  "b": [1,]\n}`, "line 2, column 11"],
    ["a token near the end", `{ "a": "${SECRET}",\n  "b": 'x'}`, "line 2, column 8"],
  ];
  for (const [what, text, place] of PLACED) {
    it(`gives line and column of ${what}`, () => {
      const problem = problemOf(text);
      assert.ok(problem.endsWith(` at ${place}`), problem);
      assert.doesNotMatch(problem, /position|secret| in JSON/);
    });
  }

  it("takes the position from the message of Node 20", () => {
    const message = "Unexpected non-whitespace character after JSON at position 4";
    assert.equal(
      jsonProblem("{}\n\n{}", message),
      "Unexpected non-whitespace character after JSON at line 3, column 1",
    );
  });

  it("gives line and column once where Node gives them too", () => {
    const message = "Expected ',' or '}' after property value in JSON at position 7 (line 1 column 8)";
    assert.equal(
      jsonProblem('{"a":1 "b":2}', message),
      "Expected ',' or '}' after property value at line 1, column 8",
    );
  });

  it("takes no position from the text itself", () => {
    const text = '{ "a": "x at position 1", 5 }';
    const message = `Unexpected token '5', ..." at position 1", 5 }"... is not valid JSON`;
    assert.equal(jsonProblem(text, message), "Unexpected token '5'");
  });

  it("gives the message alone where no position can be found, without its excerpt", () => {
    assert.equal(problemOf(""), "Unexpected end of JSON input");
    assert.equal(
      jsonProblem("[1,]", "Unexpected token ']', \"[1,]\" is not valid JSON"),
      "Unexpected token ']'",
    );
    assert.equal(
      jsonProblem("x", `Unexpected token 'x', ..."en": "${SECRET}" x] }"... is not valid JSON`),
      "Unexpected token 'x'",
    );
  });
});
