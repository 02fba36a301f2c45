import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { InvalidArgumentError } from "../../../../provider/index.js";
import { checkKeys } from "../../../../provider/pulumi/arguments/check-keys.js";

const KEYS = ["projectId", "expectedState", "wait"] as const;

describe("checkKeys", () => {
  it("returns the allowed keys, also those that are inherited", () => {
    for (const value of [{}, { wait: 1 }, { projectId: undefined, wait: null }]) {
      assert.deepEqual(checkKeys("the arguments", value, KEYS), value);
    }
    const inherited: unknown = Object.create({ wait: 1, toString: 2 });
    assert.deepEqual(checkKeys("the arguments", inherited, KEYS), { wait: 1 });
  });

  it("returns what a class, a null-prototype object, a frozen one and a Proxy have, and reads each value once", () => {
    let reads = 0;
    class Args {
      readonly projectId: unknown = "x";
      get wait(): unknown {
        return ++reads;
      }
      toString(): string {
        return "args";
      }
    }
    class More extends Args {}
    const hidden = Object.defineProperty({ projectId: "x" }, "wait", { value: 1 });
    const nulls: unknown = Object.assign(Object.create(null), { projectId: "x", wait: 1 });
    const otherRealm: unknown = runInNewContext('({ projectId: "x", wait: 1 })');
    const values = [hidden, nulls, otherRealm, Object.freeze({ projectId: "x", wait: 1 })];
    for (const value of [new More(), ...values, new Proxy({ projectId: "x", wait: 1 }, {})]) {
      assert.deepEqual(checkKeys("the arguments", value, KEYS), { projectId: "x", wait: 1 });
    }
    assert.equal(reads, 1);
  });

  const key = "expectedstate";
  const own = Object.defineProperty({}, key, { value: "DONE" });
  class OfClass {
    get expectedstate(): string {
      return "DONE";
    }
  }
  const nulls = Object.assign(Object.create(null), { [key]: 1 }) as object;
  const MISSPELT: Readonly<Record<string, object>> = {
    "inherited from further above": Object.create(Object.create({ [key]: 1 }) as object) as object,
    "inherited from a null-prototype object": Object.create(nulls) as object,
    "not enumerable": own,
    "inherited and not enumerable": Object.create(own) as object,
    "a getter of a class": new (class extends OfClass {})(),
    "of a null-prototype object": nulls,
    "of a Proxy": new Proxy({}, { ownKeys: () => [key] }),
  };
  for (const [what, value] of Object.entries(MISSPELT)) {
    it(`refuses a misspelt key that is ${what}`, () => {
      const message = /^the arguments must not have the key "expectedstate": did you mean expectedState\?/;
      assert.throws(() => checkKeys("the arguments", value, KEYS), { message });
    });
  }

  it("refuses names that each object inherits as keys of its own, and takes none that only a Proxy's has shows", () => {
    for (const key of ["constructor", "toString", "__proto__"]) {
      const value: unknown = JSON.parse(`{ "${key}": 1 }`);
      assert.throws(() => checkKeys("wait", value, KEYS), { message: new RegExp(`the key "${key}"`) });
    }
    const has = new Proxy({}, { has: () => true, get: (_, key) => (key === "projectId" ? "x" : undefined) });
    assert.throws(() => checkKeys("wait", has, KEYS), { message: /^wait must be an object such as/ });
  });

  it("names all allowed keys if none is near", () => {
    const message = 'run: wait must not have the key "zzzzzzzz"; Allowed: projectId, expectedState, wait';
    assert.throws(() => checkKeys("run: wait", { zzzzzzzz: 1 }, KEYS), new InvalidArgumentError(message));
  });
});
