import assert from "node:assert/strict";
import {
  dataLakePipelineRunReadme,
  dataLakePipelineRunSummary,
  InvalidArgumentError,
} from "../../../../provider/index.js";
import { FIELDS, REF, thrownBy, saidBy } from "../../../helpers/responses.js";

const RUN = { ...REF, ...FIELDS };
const FORMS = [dataLakePipelineRunSummary, dataLakePipelineRunReadme] as const;

describe("options of a summary", () => {
  for (const form of FORMS) {
    for (const [options, message] of [
      [
        { titel: "Nightly" },
        'the options must not have the key "titel": did you mean title? Allowed: title, now',
      ],
      [null, "the options must be an object such as { title, now }, got null"],
      [{ title: 7 }, "title must be a string, got number 7"],
      [{ now: "today" }, 'now must be a Date that is valid, got "today"'],
      [{ now: new Date(NaN) }, "now must be a Date that is valid, got an object"],
    ] as const) {
      it(`are refused by ${form.name}: ${JSON.stringify(options)}`, () => {
        const error = thrownBy(() => form(RUN, options as object));
        assert.ok(error instanceof InvalidArgumentError);
        assert.equal(saidBy(error), `${form.name}: ${message}`);
      });
    }
  }
});
