import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sinon from "sinon";
import { goBuild } from "../../../../tools/engine/go-build.js";
import { tempFolder } from "../../../helpers/temp-folder.js";

describe("goBuild", () => {
  let folder: ReturnType<typeof tempFolder>;
  let lines: string[];

  beforeEach(() => {
    folder = tempFolder();
    lines = [];
  });

  afterEach(() => {
    sinon.restore();
    folder.remove();
  });

  /** Builds with a `go` that is a shell script, in which `$2` is the file to write. */
  const build = (script: string): Promise<string | undefined> => {
    const go = `#!/bin/sh\n[ "$1" = version ] && exit\nwhile [ "$1" != -o ]; do shift; done\n${script}\n`;
    writeFileSync(join(folder.path, "go"), go, { mode: 0o755 });
    sinon.stub(process.env, "PATH").value(folder.path);
    const names = { title: "a program", duration: "1 minute", source: "example.com/program", flags: [] };
    const program = { ...names, module: folder.path, command: join(folder.path, "bin", "program") };
    const search = { report: (line: string) => lines.push(line), signal: new AbortController().signal };
    return goBuild(program, search);
  };
  const built = (): readonly string[] => readdirSync(join(folder.path, "bin"));

  it("lets two builds at once both end with the executable, under its name alone", async () => {
    assert.deepEqual(await Promise.all([build('echo "$2" > "$2"'), build('echo "$2" > "$2"')]), [
      undefined,
      undefined,
    ]);
    assert.deepEqual(built(), ["program"]);
    assert.match(readFileSync(join(folder.path, "bin", "program"), "utf8"), /program\.[\w-]{36}\n$/);
    assert.equal(lines[0], "building a program from source (about 1 minute on 2 cores, once a machine) …");
  });

  it("leaves an executable as it was when a build fails", async () => {
    mkdirSync(join(folder.path, "bin"));
    writeFileSync(join(folder.path, "bin", "program"), "before");
    const reason = await build('echo half > "$2"; echo no space >&2; exit 1');
    assert.equal(reason, "go build failed: exit 1: no space");
    assert.deepEqual(built(), ["program"]);
    assert.equal(readFileSync(join(folder.path, "bin", "program"), "utf8"), "before");
  });
});
