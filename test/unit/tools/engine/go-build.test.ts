import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sinon from "sinon";
import { builtCommand } from "../../../../tools/engine/go-build.js";
import { tempFolder } from "../../../helpers/temp-folder.js";

describe("a program that is built from a Go module", () => {
  const folder = tempFolder();

  after(folder.remove);

  it("has another path for other flags, another go.mod or go.sum, and another kind of machine", () => {
    const titles = { title: "a program", duration: "1 minute", source: "example.com/program" };
    const program = { ...titles, module: folder.path, flags: [] as string[], folder: "program-v1" };
    const pathWith = (mod: string, sum: string, flags: string[] = []): string => {
      writeFileSync(join(folder.path, "go.mod"), mod);
      writeFileSync(join(folder.path, "go.sum"), sum);
      return builtCommand({ ...program, flags });
    };
    const first = pathWith("one", "one");
    assert.match(first, /\/pulumi-atlas-data-lake\/program-v1-[a-f0-9]{12}\/bin\/program$/);
    const others = [pathWith("one", "one", ["-s"]), pathWith("two", "one"), pathWith("one", "two")];
    assert.equal(pathWith("one", "one"), first);
    sinon.stub(process, "arch").value("other");
    assert.equal(new Set([first, ...others, pathWith("one", "one")]).size, 5);
  });
});
