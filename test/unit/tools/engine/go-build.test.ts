import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import sinon from "sinon";
import { builtCommand, goBuild, type GoProgram } from "../../../../tools/engine/go-build.js";
import { tempFolder } from "../../../helpers/temp-folder.js";

describe("a program that is built from a Go module", () => {
  let folder: ReturnType<typeof tempFolder>;
  let program: GoProgram;
  let lines: string[];

  beforeEach(() => {
    folder = tempFolder();
    lines = [];
    const titles = { title: "a program", duration: "1 minute", source: "example.com/program" };
    program = { ...titles, module: folder.path, flags: [], folder: "program-v1" };
    writeModule("module one", "sum one");
    sinon.stub(process, "env").value({ XDG_CACHE_HOME: folder.path, PATH: `${folder.path}:/bin` });
  });

  afterEach(() => {
    sinon.restore();
    folder.remove();
  });

  const writeModule = (mod: string, sum: string): void => {
    writeFileSync(join(folder.path, "go.mod"), mod);
    writeFileSync(join(folder.path, "go.sum"), sum);
  };

  /** Builds with a `go` that is a shell script, in which `$2` is the file to write. */
  const build = (script: string): Promise<string> => {
    const go = `#!/bin/sh\n[ "$1" = version ] && exit\nwhile [ "$1" != -o ]; do shift; done\n${script}\n`;
    writeFileSync(join(folder.path, "go"), go, { mode: 0o755 });
    return goBuild(program, (line) => lines.push(line));
  };

  it("has another path for other flags, another go.mod or go.sum, and another kind of machine", () => {
    const first = builtCommand(program);
    assert.match(first, /\/pulumi-atlas-data-lake\/program-v1-[a-f0-9]{12}\/bin\/program$/);
    const others = [builtCommand({ ...program, flags: ["-s"] })];
    writeModule("module two", "sum one");
    others.push(builtCommand(program));
    writeModule("module one", "sum two");
    others.push(builtCommand(program));
    writeModule("module one", "sum one");
    assert.equal(builtCommand(program), first);
    sinon.stub(process, "arch").value("other");
    others.push(builtCommand(program));
    assert.equal(new Set([first, ...others]).size, 5);
  });

  it("is whole after two builds at once", async () => {
    const command = builtCommand(program);
    assert.deepEqual(await Promise.all([build('echo "$2" > "$2"'), build('echo "$2" > "$2"')]), [
      command,
      command,
    ]);
    assert.deepEqual(readdirSync(dirname(command)), ["program"]);
    assert.match(readFileSync(command, "utf8"), /program\.[\w-]{36}\n$/);
    assert.equal(lines[0], "building a program from source (about 1 minute on 2 cores, once a machine) …");
  });

  it("stays as it was when a build fails", async () => {
    const command = builtCommand(program);
    mkdirSync(dirname(command), { recursive: true });
    writeFileSync(command, "before");
    await assert.rejects(build('echo half > "$2"; echo no space >&2; exit 1'), {
      message: "go build failed: exit 1: no space",
    });
    assert.equal(readFileSync(command, "utf8"), "before");
  });
});
