import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import sinon from "sinon";
import { PROVIDER_TEXT } from "../../../../provider/pulumi/resource/inputs.js";

interface ProviderModule {
  handler?: () => Record<string, unknown>;
}

/** Runs the text as the host does: as the source of a CommonJS module. */
const load = (): ProviderModule => {
  const exports: ProviderModule = {};
  Reflect.apply(compileFunction(PROVIDER_TEXT, ["exports", "require"]), undefined, [exports, require]);
  return exports;
};

describe("PROVIDER_TEXT", () => {
  beforeEach(() => {
    // A provider listens for signals, which would end the process of the tests.
    sinon.stub(process, "on").returnsThis();
  });

  // A release that has to change it must still understand this one: it is in the state of every resource.
  it("never changes, since old state holds it, as that of each release which the engine tests read", () => {
    assert.equal(
      PROVIDER_TEXT,
      'exports.handler=()=>require("module").createRequire(process.cwd()+"/")' +
        '("pulumi-atlas-data-lake/provider").createProvider()',
    );
    const folder = join(__dirname, "..", "..", "..", "..", "test", "e2e", "fixtures");
    const states = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    assert.ok(states.some((state) => state.includes(`"__provider": ${JSON.stringify(PROVIDER_TEXT)}`)));
  });

  it("looks for the package from the program's folder once its handler is called, and makes a provider each time", () => {
    const cwd = sinon.stub(process, "cwd");
    const loaded = load();
    assert.deepEqual([Object.keys(loaded), cwd.callCount], [["handler"], 0]);
    cwd.returns(tmpdir());
    assert.throws(() => loaded.handler?.(), { code: "MODULE_NOT_FOUND" });
    cwd.returns(__dirname);
    const [provider, other] = [loaded.handler?.() ?? {}, loaded.handler?.()];
    assert.notEqual(provider, other);
    const methods = ["check", "configure", "create", "delete", "read", "update"];
    assert.deepEqual(Object.keys(provider).sort(), methods);
    for (const method of Object.values(provider)) assert.equal(typeof method, "function");
  });
});
