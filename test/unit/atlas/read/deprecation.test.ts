import assert from "node:assert/strict";
import { deprecationWarning } from "../../../../provider/atlas/read/deprecation.js";
import { response } from "../../../helpers/fake-send.js";

const SINCE = "Mon, 09 Sep 2024 00:00:00 GMT";
const SUNSET = "Tue, 09 Sep 2025 00:00:00 GMT";
const CASES: readonly (readonly [string, Record<string, string>, string | undefined])[] = [
  ["no header", {}, undefined],
  ["both HTTP dates", { deprecation: SINCE, sunset: SUNSET }, "since 2024-09-09, sunset 2025-09-09"],
  ["a sunset alone", { sunset: SUNSET }, "sunset 2025-09-09"],
  ["a date of RFC 9745", { deprecation: "@1725840000" }, "since 2024-09-09"],
  ["a deprecation without a date", { deprecation: "true", sunset: SUNSET }, "sunset 2025-09-09"],
  ["no date at all", { deprecation: "secret-token", sunset: "" }, "no date"],
  ["dates out of range", { deprecation: "@99999999999999", sunset: "x" }, "no date"],
];

describe("deprecationWarning", () => {
  for (const [name, headers, dates] of CASES) {
    it(`names the days in the headers: ${name}`, () => {
      const warning =
        dates === undefined
          ? undefined
          : `Atlas announces the end of the Data Lake Pipelines API (${dates}). Stored outputs stay readable after it`;
      assert.equal(deprecationWarning(response(200, headers)), warning);
    });
  }

  it("has no warning for an error, which says what it is about", () => {
    assert.equal(deprecationWarning(response(410, { sunset: SUNSET })), undefined);
  });
});
