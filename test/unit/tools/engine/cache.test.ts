import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import sinon from "sinon";
import { builtFolder, cacheFolder, GO_MODULE } from "../../../../tools/engine/cache.js";
import { tempFolder } from "../../../helpers/temp-folder.js";

describe("cacheFolder", () => {
  afterEach(() => {
    sinon.restore();
  });

  const HOME = join(homedir(), ".cache", "pulumi-atlas-data-lake");
  const FOLDERS: readonly (readonly [string, string | undefined, string])[] = [
    ["in the home folder", undefined, HOME],
    ["in the folder of XDG_CACHE_HOME", "/var/cache/me", "/var/cache/me/pulumi-atlas-data-lake"],
    ["in the home folder for a relative XDG_CACHE_HOME", "cache", HOME],
    ["in the home folder for an empty XDG_CACHE_HOME", "", HOME],
  ];
  for (const [name, value, folder] of FOLDERS) {
    it(`is ${name}`, () => {
      const { HOME: home } = process.env;
      sinon
        .stub(process, "env")
        .value({ HOME: home, ...(value === undefined ? {} : { XDG_CACHE_HOME: value }) });
      assert.equal(cacheFolder(), folder);
    });
  }
});

describe("builtFolder", () => {
  let source: ReturnType<typeof tempFolder>;

  beforeEach(() => {
    source = tempFolder();
    write("module one", "sum one");
  });

  afterEach(() => {
    sinon.restore();
    source.remove();
  });

  const write = (mod: string, sum: string): void => {
    writeFileSync(join(source.path, "go.mod"), mod);
    writeFileSync(join(source.path, "go.sum"), sum);
  };
  const folder = (...flags: string[]): string => builtFolder("engine-v1.2.3", source.path, flags);

  it("is in the cache, and named as it says", () => {
    assert.equal(dirname(folder()), cacheFolder());
    assert.match(basename(folder()), /^engine-v1\.2\.3-[a-f0-9]{12}$/);
  });

  it("is the same for the same sources and flags", () => {
    assert.equal(folder("-s", "-w"), folder("-s", "-w"));
  });

  it("is another for other flags, another module or other sums", () => {
    const folders = [folder(), folder("-s"), folder("-w"), folder("-s", "-w")];
    write("module two", "sum one");
    folders.push(folder());
    write("module one", "sum two");
    folders.push(folder());
    assert.equal(new Set(folders).size, 6);
  });

  it("is another on another kind of machine", () => {
    const here = folder();
    sinon.stub(process, "arch").value("other");
    assert.notEqual(folder(), here);
  });

  it("needs both files", () => {
    const empty = tempFolder();
    try {
      assert.throws(() => builtFolder("engine", empty.path, []), { code: "ENOENT" });
    } finally {
      empty.remove();
    }
  });
});

describe("GO_MODULE", () => {
  it("is the folder of the sources, which pins the engine", () => {
    const folder = GO_MODULE;
    assert.equal(basename(folder), "engine");
    for (const name of ["go.mod", "go.sum", "tools.go"]) assert.ok(existsSync(join(folder, name)), name);
  });
});
