import assert from "node:assert/strict";
import { Script } from "node:vm";
import { importModule } from "../../../../provider/atlas/http/import-module.js";

type NodeFetch = typeof import("node-fetch");

describe("importModule", () => {
  it("resolves with the imported module", async () => {
    const { isRedirect } = await importModule(() => import("node-fetch"), "not used");
    assert.equal(isRedirect(302), true);
  });

  it("loads an ES module where the context has no import()", async () => {
    // A callback that Node does not call without a flag, as Jest gives one.
    const importModuleDynamically = (): never => assert.fail("called");
    const script = new Script('import("node-fetch")', { importModuleDynamically });
    const load = (): Promise<NodeFetch> => script.runInThisContext() as Promise<NodeFetch>;
    await assert.rejects(load(), { code: "ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG" });
    const { isRedirect } = await importModule(load, "node-fetch");
    assert.equal(isRedirect(302), true);
  });

  it("rejects with any other error of the import", async () => {
    const error = new Error("not installed");
    await assert.rejects(
      importModule(() => Promise.reject(error), "node-fetch"),
      error,
    );
  });
});
