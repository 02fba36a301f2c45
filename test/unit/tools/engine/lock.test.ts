import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import sinon from "sinon";
import { withLock } from "../../../../tools/engine/lock.js";
import { tempFolder } from "../../../helpers/temp-folder.js";

describe("withLock", () => {
  let folder: ReturnType<typeof tempFolder>;
  let path: string;
  let lines: string[];
  let controller: AbortController;

  beforeEach(() => {
    folder = tempFolder();
    path = join(folder.path, "the.lock");
    lines = [];
    controller = new AbortController();
  });

  afterEach(() => {
    folder.remove();
  });

  const lock = <T>(work: () => T): Promise<T> => {
    const search = { report: (line: string) => void lines.push(line), signal: controller.signal };
    return withLock(path, search, () => Promise.resolve().then(work));
  };

  it("holds the lock during the work, and removes it after", async () => {
    assert.equal(await lock(() => existsSync(path)), true);
    assert.deepEqual(readdirSync(folder.path), []);
    assert.deepEqual(lines, []);
  });

  it("removes the lock when the work fails", async () => {
    const failure = new Error("of the work");
    await assert.rejects(
      lock(() => {
        throw failure;
      }),
      failure,
    );
    assert.deepEqual(readdirSync(folder.path), []);
  });

  it("fails before the work where no lock can be made", async () => {
    path = join(folder.path, "none", "the.lock");
    const work = sinon.spy();
    await assert.rejects(lock(work), { code: "ENOENT" });
    assert.ok(work.notCalled);
  });

  it("takes a lock that a killed process left behind", async () => {
    mkdirSync(path);
    utimesSync(path, new Date(), new Date(Date.now() - 31_000));
    assert.equal(await lock(() => "done"), "done");
    assert.deepEqual(readdirSync(folder.path), []);
  });

  it("waits for a lock that is held, and reports it, until its signal is aborted", async () => {
    mkdirSync(path);
    const work = sinon.spy();
    const waiting = lock(work);
    setTimeout(() => {
      controller.abort(new Error("enough"));
    }, 50);
    await assert.rejects(waiting);
    assert.ok(work.notCalled && existsSync(path));
    assert.deepEqual(lines, [`waiting for another process that does this already (${path}): 0 s`]);
  });
});
