import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import sinon from "sinon";
import { withLock } from "../../../../tools/engine/lock.js";
import { tempFolder } from "../../../helpers/temp-folder.js";

const MINE = `${process.pid} ${hostname()}`;
const ELSEWHERE = "1 another.example.com";

describe("lock", () => {
  let folder: ReturnType<typeof tempFolder>;
  let file: string;
  let lines: string[];
  let controller: AbortController;

  beforeEach(() => {
    folder = tempFolder();
    file = join(folder.path, "the.lock");
    lines = [];
    controller = new AbortController();
  });

  afterEach(() => {
    sinon.restore();
    folder.remove();
  });

  const lock = <T>(work: () => T): Promise<T> => {
    const search = { report: (line: string) => void lines.push(line), signal: controller.signal };
    return withLock(file, search, () => Promise.resolve().then(work));
  };
  const content = (): string => readFileSync(file, "utf8");
  const age = (seconds: number): void => {
    utimesSync(file, new Date(), new Date(Date.now() - seconds * 1000));
  };

  it("names its owner while the work runs, and goes with it", async () => {
    assert.equal(await lock(content), MINE);
    assert.ok(!existsSync(file));
    assert.deepEqual(lines, []);
  });

  it("goes also when the work fails", async () => {
    await assert.rejects(
      lock(() => {
        throw new Error("of the work");
      }),
      { message: "of the work" },
    );
    assert.ok(!existsSync(file));
  });

  it("stays when it is another's by then", async () => {
    await lock(() => {
      writeFileSync(file, ELSEWHERE);
    });
    assert.equal(content(), ELSEWHERE);
  });

  it("fails where no file can be made, before the work", async () => {
    file = join(folder.path, "none", "the.lock");
    const work = sinon.spy();
    await assert.rejects(lock(work), { code: "ENOENT" });
    assert.ok(work.notCalled);
  });

  it("is taken from a process of this machine that has ended", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    writeFileSync(file, `${pid} ${hostname()}`);
    assert.equal(await lock(content), MINE);
    assert.deepEqual(readdirSync(folder.path), []);
    assert.deepEqual(lines, [`waiting for another process that does this already (${file}): 0 s`]);
  });

  it("is taken from a process elsewhere whose heart has not beaten for a minute", async () => {
    writeFileSync(file, ELSEWHERE);
    age(61);
    assert.equal(await lock(content), MINE);
  });

  const ALIVE: readonly (readonly [string, string, () => void])[] = [
    ["a process elsewhere", ELSEWHERE, () => undefined],
    ["a process of this machine", MINE, () => undefined],
    [
      "a process of another user",
      `1 ${hostname()}`,
      () => {
        sinon.stub(process, "kill").throws(Object.assign(new Error("not permitted"), { code: "EPERM" }));
      },
    ],
  ];
  for (const [name, owner, prepare] of ALIVE) {
    it(`is waited for, until it is free or the search ends: ${name}`, async () => {
      writeFileSync(file, owner);
      age(50);
      prepare();
      const work = sinon.spy();
      const waiting = lock(work);
      controller.abort(new Error("enough"));
      await assert.rejects(waiting, { name: "AbortError" });
      assert.ok(work.notCalled);
      assert.equal(content(), owner);
      assert.equal(lines.length, 1);
    });
  }

  it("beats every 5 s while the work runs, and no longer", async () => {
    const clock = sinon.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    await lock(() => {
      age(3600);
      clock.tick(4_999);
      const beats = (): boolean => statSync(file).mtimeMs > Date.now() - 60_000;
      assert.equal(beats(), false);
      clock.tick(1);
      assert.equal(beats(), true);
    });
    assert.equal(clock.countTimers(), 0);
  });
});
