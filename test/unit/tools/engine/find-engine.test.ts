import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import sinon from "sinon";
import { engineOrSkip } from "../../../../tools/engine/engine-for-tests.js";
import { findEngine } from "../../../../tools/engine/find-engine.js";
import { builtCommand, ENGINE } from "../../../../tools/engine/go-build.js";
import { tempFolder } from "../../../helpers/temp-folder.js";

describe("the search for an engine", () => {
  const VARIABLES = ["HOME", "PATH", "XDG_CACHE_HOME", "ATLAS_REQUIRE_ENGINE"] as const;
  let folder: ReturnType<typeof tempFolder>;
  let saved: Readonly<NodeJS.ProcessEnv>;
  let bin: string;
  let lines: string[];

  beforeEach(() => {
    saved = { ...process.env };
    folder = tempFolder();
    bin = join(folder.path, "bin");
    lines = [];
    // Not a stub of process.env: the home folder comes from the system's environment.
    process.env["HOME"] = join(folder.path, "home");
    process.env["XDG_CACHE_HOME"] = join(folder.path, "cache");
    process.env["PATH"] = bin;
  });

  afterEach(() => {
    for (const name of VARIABLES) {
      const value = saved[name];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    folder.remove();
  });

  const find = (): ReturnType<typeof findEngine> => findEngine((line) => lines.push(line));

  const install = (command: string, version: string): void => {
    mkdirSync(dirname(command), { recursive: true });
    writeFileSync(command, `#!/bin/sh\necho v${version}\n`, { mode: 0o755 });
  };

  it("prefers PATH to the Automation API's newest, and that to one built before", async () => {
    await assert.rejects(find(), { message: /^no Pulumi engine on this machine:\n {2}PATH: none\n/ });
    const versions = join(folder.path, "home", ".pulumi", "versions");
    const companions = join(folder.path, "cache", "pulumi-atlas-data-lake", "companions");
    const finds = async (command: string, path: string): Promise<void> => {
      const found = await find();
      assert.deepEqual([found.command, found.path], [command, path]);
    };

    // The engine's own folder comes first on PATH, with its language host.
    const built = builtCommand(ENGINE);
    install(built, "3.259.0");
    await finds(built, `${dirname(built)}:${bin}`);

    for (const version of ["3.250.0", "3.260.1-alpha.1", "3.99.0"])
      install(join(versions, version, "bin", "pulumi"), version);
    const newest = join(versions, "3.260.1-alpha.1", "bin", "pulumi");
    await finds(newest, `${dirname(newest)}:${bin}:${companions}`);

    // PATH keeps its order: other programs beside an engine, such as an old Node, must not move to the front.
    install(join(bin, "pulumi"), "3.248.0");
    await finds(join(bin, "pulumi"), `${bin}:${companions}`);
    assert.deepEqual(lines, []);
  });

  it("reports an engine that is too old or of another major version, and goes on", async () => {
    const command = join(bin, "pulumi");
    for (const version of ["3.247.9", "4.0.0-alpha.1"]) {
      install(command, version);
      await assert.rejects(find(), /built before: none/);
      const reason = `PATH: ${command}: its version is "${version}", not 3.248.0 or a later 3.x`;
      assert.deepEqual(lines.splice(0), [reason]);
    }
  });

  it("without a result skips a test, and fails it where ATLAS_REQUIRE_ENGINE=1", async () => {
    const context = {
      skip: (): never => {
        throw new Error("skipped");
      },
    };
    const error = sinon.stub(console, "error");
    process.env["ATLAS_REQUIRE_ENGINE"] = "";
    await assert.rejects(engineOrSkip(context), { message: "skipped" });
    assert.match(String(error.args), /^engine tests skipped: no Pulumi engine .*gets what the tests need$/);
    process.env["ATLAS_REQUIRE_ENGINE"] = "1";
    await assert.rejects(engineOrSkip(context), /no Pulumi engine on this machine: \| PATH: /);
  });
});
