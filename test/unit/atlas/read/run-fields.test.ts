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
  it("are none in the run that was asked for", () => {
    assert.deepEqual(contradictions(REF, BODY), []);
  });

  it("are none where Atlas names neither run nor project", () => {
    assert.deepEqual(contradictions(REF, {}), []);
  });

  it("tell of another run", () => {
    assert.deepEqual(contradictions(REF, { ...BODY, _id: OTHER }), [
      `_id: expected "${REF.pipelineRunId}", which was asked for, got "${OTHER}"`,
    ]);
  });

  it("tell of another project", () => {
    assert.deepEqual(contradictions(REF, { ...BODY, groupId: OTHER }), [
      `groupId: expected "${REF.projectId}", which was asked for, got "${OTHER}"`,
    ]);
  });

  it("tell of both", () => {
    const swapped = { _id: REF.projectId, groupId: REF.pipelineRunId };
    assert.deepEqual(contradictions(REF, swapped), [
      `_id: expected "${REF.pipelineRunId}", which was asked for, got "${REF.projectId}"`,
      `groupId: expected "${REF.projectId}", which was asked for, got "${REF.pipelineRunId}"`,
    ]);
  });
});
