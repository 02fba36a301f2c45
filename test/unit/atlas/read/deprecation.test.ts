import assert from "node:assert/strict";
import { deprecationWarning } from "../../../../provider/atlas/read/deprecation.js";
import { response } from "../../../helpers/fake-send.js";

const SINCE = "Mon, 09 Sep 2024 00:00:00 GMT";
const SUNSET = "Tue, 09 Sep 2025 00:00:00 GMT";
const FROM = ", and deprecated it from 2024-09-09 (header Deprecation)";
const END = " for 2025-09-09, which has passed (header Sunset)";
const CASES: readonly (readonly [string, Record<string, string>, string | undefined])[] = [
  ["no header", {}, undefined],
  ["both HTTP dates", { deprecation: SINCE, sunset: SUNSET }, `${END}${FROM}`],
  ["a sunset alone", { sunset: SUNSET }, END],
  ["a date of RFC 9745", { deprecation: "@1725840000" }, FROM],
  ["a deprecation without a date", { deprecation: "true", sunset: SUNSET }, END],
  ["no date at all", { deprecation: "secret-token", sunset: "" }, ""],
  ["a day to come", { sunset: "Tue, 09 Sep 2098 00:00:00 GMT" }, " for 2098-09-09 (header Sunset)"],
  ["dates out of range", { deprecation: "@99999999999999", sunset: "x" }, ""],
];

describe("deprecationWarning", () => {
  for (const [name, headers, dates] of CASES) {
    it(`names the days in the headers: ${name}`, () => {
      const warning =
        dates === undefined
          ? undefined
          : `Atlas has announced the end of the Data Lake Pipelines API${dates}. Stored outputs stay readable after it. atlas-data-lake:showDeprecation false hides this warning`;
      assert.equal(deprecationWarning(response(200, headers)), warning);
    });
  }

  it("has no warning for an error, which says what it is about", () => {
    assert.equal(deprecationWarning(response(410, { sunset: SUNSET })), undefined);
  });
});
