import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { roleOf } from "../../../../tools/bench/hook/role.js";
import { selfTimes, type ProfileNode } from "../../../../tools/bench/profile/self-times.js";
import { ROOT } from "../../../../tools/root.js";

function node(id: number, functionName: string, url: string, children: readonly number[] = []): ProfileNode {
  return { id, callFrame: { functionName, url, lineNumber: 9 }, children };
}

describe("the times of a profile", () => {
  // read.js calls io-ts, and io-ts calls decode.js.
  const profile = {
    nodes: [
      node(1, "(root)", "", [2, 5, 6]),
      node(2, "read", pathToFileURL(join(ROOT, "dist", "read", "read.js")).href, [3]),
      node(3, "validate", "/x/node_modules/pulumi-y/node_modules/io-ts/lib/index.js", [4]),
      node(4, "", join(ROOT, "dist", "codec", "decode.js")),
      node(5, "(idle)", ""),
      node(6, "emit", "node:events"),
    ],
    samples: [2, 3, 4, 5, 6],
    timeDeltas: [1000, 2000, 4000, 8000, 16000],
  };
  const times = selfTimes(profile);

  it("are those of packages, by the innermost node_modules", () => {
    assert.deepEqual(Object.fromEntries(times.packages), {
      "pulumi-atlas-data-lake": 5,
      "io-ts": 2,
      "(idle)": 8,
      node: 16,
    });
  });

  it("are those of our files with what they call, and of our functions without", () => {
    assert.deepEqual(Object.fromEntries(times.ourModules), {
      [join("read", "read.js")]: 7,
      [join("codec", "decode.js")]: 4,
    });
    assert.deepEqual(Object.fromEntries(times.ourFunctions), {
      [`${join("read", "read.js")}:10 read`]: 1,
      [`${join("codec", "decode.js")}:10 (anonymous)`]: 4,
    });
  });
});

describe("the role of a process under the engine", () => {
  it("is that of its script: the program's runner and the host of dynamic providers, and no other", () => {
    const sdk = "/p/node_modules/@pulumi/pulumi/cmd";
    const scripts = [
      `${sdk}/run/index.js`,
      `${sdk}/dynamic-provider`,
      `${sdk}/run-policy-pack`,
      "/p/main.js",
    ];
    assert.deepEqual(scripts.map(roleOf), ["program", "provider", undefined, undefined]);
    assert.equal(roleOf(undefined), undefined);
  });
});
