import assert from "node:assert/strict";
import { absentIfNull, withNulls } from "../../../provider/run/nulls.js";
import { FIELDS, REF } from "../../helpers/responses.js";

const NULLS = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, null]));

describe("withNulls", () => {
  it("adds a null for each field that is left out", () => {
    assert.deepEqual(withNulls(REF), { ...NULLS, ...REF });
  });

  it("keeps each field that is there, a falsy one as well", () => {
    const fields = { ...REF, datasetName: "", state: "DONE", stats: { numDocs: 0 } };
    assert.deepEqual(withNulls(fields), { ...NULLS, ...fields });
  });

  it("returns a new object, and does not change the fields", () => {
    const fields = Object.freeze({ ...REF });
    assert.notEqual(withNulls(fields), withNulls(fields));
    assert.deepEqual(fields, REF);
  });
});

describe("absentIfNull", () => {
  it("turns null into undefined", () => {
    assert.equal(absentIfNull(null), undefined);
  });

  it("keeps any other value", () => {
    const stats = { numDocs: 0 };
    assert.equal(absentIfNull(stats), stats);
    for (const value of ["", 0, false, undefined]) assert.equal(absentIfNull(value), value);
  });
});
