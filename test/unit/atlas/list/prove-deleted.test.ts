import assert from "node:assert/strict";
import { proveDeleted } from "../../../../provider/atlas/list/prove-deleted.js";
import { contextOf, respondingClient } from "../../../helpers/clients.js";
import { REF } from "../../../helpers/responses.js";

describe("proveDeleted", () => {
  it("rejects with the reason of a signal, which says nothing of the run", async () => {
    const reason = new Error("no longer");
    const { client } = respondingClient(() => {
      throw reason;
    });
    await assert.rejects(proveDeleted(contextOf(client), REF), reason);
  });
});
