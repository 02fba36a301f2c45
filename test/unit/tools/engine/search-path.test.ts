import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import sinon from "sinon";
import { findOnPath, isExecutable } from "../../../../tools/engine/search-path.js";
import { tempFolder } from "../../../helpers/temp-folder.js";

describe("search path", () => {
  let folder: ReturnType<typeof tempFolder>;

  beforeEach(() => {
    folder = tempFolder();
    for (const name of ["one", "two"]) mkdirSync(join(folder.path, name));
  });

  afterEach(() => {
    sinon.restore();
    folder.remove();
  });

  const file = (name: string, mode: number): string => {
    const path = join(folder.path, name);
    writeFileSync(path, "#!/bin/sh\n", { mode });
    return path;
  };
  const path = (...names: string[]): string => names.map((name) => join(folder.path, name)).join(delimiter);

  it("leads to the first folder that has the executable", () => {
    const [one, two] = [file("one/tool", 0o755), file("two/tool", 0o755)];
    assert.equal(findOnPath("tool", path("none", "one", "two")), one);
    assert.equal(findOnPath("tool", path("two", "one")), two);
  });

  it("passes by what cannot be run: a plain file, a folder, a link to nothing", () => {
    file("one/tool", 0o644);
    mkdirSync(join(folder.path, "two", "tool"));
    mkdirSync(join(folder.path, "three"));
    symlinkSync(join(folder.path, "nowhere"), join(folder.path, "three", "tool"));
    mkdirSync(join(folder.path, "four"));
    const found = file("four/tool", 0o755);
    assert.equal(findOnPath("tool", path("one", "two", "three", "four")), found);
  });

  it("leads nowhere without a folder that has it", () => {
    assert.equal(findOnPath("tool", path("one", "two")), undefined);
    assert.equal(findOnPath("tool", ""), undefined);
  });

  it("skips empty parts, which would be the working directory", () => {
    sinon.stub(process, "cwd").returns(join(folder.path, "one"));
    file("one/tool", 0o755);
    assert.equal(findOnPath("tool", `${delimiter}${delimiter}`), undefined);
  });

  it("gives an absolute path for a relative part", () => {
    const tool = file("one/tool", 0o755);
    assert.equal(findOnPath("tool", relative(process.cwd(), join(folder.path, "one"))), tool);
  });

  it("is the one of the environment unless another is given", () => {
    const tool = file("one/tool", 0o755);
    sinon.stub(process, "env").value({ PATH: path("one") });
    assert.equal(findOnPath("tool"), tool);
    sinon.restore();
    sinon.stub(process, "env").value({});
    assert.equal(findOnPath("tool"), undefined);
  });

  it("tells an executable from what is none", () => {
    assert.equal(isExecutable(file("one/yes", 0o700)), true);
    assert.equal(isExecutable(file("one/no", 0o600)), false);
    assert.equal(isExecutable(folder.path), false);
    assert.equal(isExecutable(join(folder.path, "none")), false);
  });
});
