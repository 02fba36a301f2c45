import assert from "node:assert/strict";
import { contradictions, toRunFields } from "../../../../provider/atlas/read/run-fields.js";
import { BODY, FIELDS, REF } from "../../../helpers/responses.js";

const OTHER = "f".repeat(24);

describe("toRunFields", () => {
  it("names the run as it was asked for, and has every field that Atlas sent", () => {
    assert.deepEqual(toRunFields(REF, BODY), { ...REF, ...FIELDS });
  });

  it("has no key for what Atlas did not send", () => {
    assert.deepEqual(toRunFields(REF, {}), REF);
    assert.deepEqual(toRunFields(REF, { _id: REF.pipelineRunId, state: "DONE" }), { ...REF, state: "DONE" });
  });

  it("takes only the names of a run out of what names it", () => {
    const wider = { ...REF, state: "FAILED", other: 1 };
    assert.deepEqual(toRunFields(wider, {}), REF);
  });
});

describe("contradictions", () => {
  const id = `_id: expected "${REF.pipelineRunId}", which was asked for, got "${OTHER}"`;
  const project = `groupId: expected "${REF.projectId}", which was asked for, got "${OTHER}"`;
  const CASES: readonly (readonly [string, object, readonly string[]])[] = [
    ["nothing of the requested run", BODY, []],
    ["nothing of a body without ids", {}, []],
    ["another run", { ...BODY, _id: OTHER }, [id]],
    ["another project", { ...BODY, groupId: OTHER }, [project]],
    ["both", { _id: OTHER, groupId: OTHER }, [id, project]],
  ];
  for (const [name, body, problems] of CASES) {
    it(`lists ${name}`, () => {
      assert.deepEqual(contradictions(REF, body), problems);
    });
  }
});
