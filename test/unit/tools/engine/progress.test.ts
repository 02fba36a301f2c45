import assert from "node:assert/strict";
import sinon from "sinon";
import { every } from "../../../../tools/engine/progress.js";

describe("progress", () => {
  let clock: sinon.SinonFakeTimers;
  let lines: string[];
  let stop: () => void;

  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
    lines = [];
    stop = every(
      (line) => lines.push(line),
      (seconds) => `${seconds} s`,
    );
  });

  afterEach(() => {
    stop();
    sinon.restore();
  });

  it("is told at once", () => {
    assert.deepEqual(lines, ["0 s"]);
  });

  it("is told every 15 s", () => {
    clock.tick(14_999);
    assert.equal(lines.length, 1);
    clock.tick(1);
    assert.deepEqual(lines, ["0 s", "15 s"]);
    clock.tick(30_000);
    assert.deepEqual(lines, ["0 s", "15 s", "30 s", "45 s"]);
  });

  it("ends when it is stopped, and leaves no timer", () => {
    stop();
    assert.equal(clock.countTimers(), 0);
    clock.tick(60_000);
    assert.deepEqual(lines, ["0 s"]);
  });
});
