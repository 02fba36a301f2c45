import assert from "node:assert/strict";
import { absentIfNull, withNulls } from "../../../provider/run/nulls.js";
import { FIELDS, REF } from "../../helpers/responses.js";

const NULLS = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, null]));

describe("withNulls", () => {
  it("returns a new object with a null for each field that is left out, and each that is there, falsy ones as well", () => {
    const fields = Object.freeze({ ...REF, datasetName: "", state: "DONE", stats: { numDocs: 0 } });
    assert.deepEqual(withNulls(fields), { ...NULLS, ...fields });
    assert.notEqual(withNulls(fields), withNulls(fields));
  });
});

describe("absentIfNull", () => {
  it("turns null into undefined, and keeps any other value", () => {
    assert.equal(absentIfNull(null), undefined);
    const stats = { numDocs: 0 };
    assert.equal(absentIfNull(stats), stats);
    for (const value of ["", 0, false, undefined]) assert.equal(absentIfNull(value), value);
  });
});
