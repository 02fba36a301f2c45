import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import sinon from "sinon";
import { builtFolder, cacheFolder } from "../../../../tools/engine/cache.js";
import { tempFolder } from "../../../helpers/temp-folder.js";

describe("the cache of built programs", () => {
  const source = tempFolder();
  after(source.remove);
  afterEach(() => {
    sinon.restore();
  });

  it("is in the home folder, or in an absolute XDG_CACHE_HOME", () => {
    const home = join(homedir(), ".cache", "pulumi-atlas-data-lake");
    for (const [value, folder] of [
      ["/var/cache/me", "/var/cache/me/pulumi-atlas-data-lake"],
      ["cache", home],
      ["", home],
    ] as const) {
      sinon.stub(process, "env").value({ XDG_CACHE_HOME: value });
      assert.equal(cacheFolder(), folder);
      sinon.restore();
    }
  });

  it("has another folder for other flags, another go.mod or go.sum, and another kind of machine", () => {
    const folder = (mod: string, sum: string, ...flags: string[]): string => {
      writeFileSync(join(source.path, "go.mod"), mod);
      writeFileSync(join(source.path, "go.sum"), sum);
      return builtFolder("engine-v1.2.3", source.path, flags);
    };
    const first = folder("module one", "sum one");
    assert.match(first, /\/engine-v1\.2\.3-[a-f0-9]{12}$/);
    assert.equal(folder("module one", "sum one"), first);
    const others = [
      folder("module one", "sum one", "-s"),
      folder("module two", "sum one"),
      folder("module one", "sum two"),
    ];
    sinon.stub(process, "arch").value("other");
    others.push(folder("module one", "sum one"));
    assert.equal(new Set([first, ...others]).size, 5);
  });
});
