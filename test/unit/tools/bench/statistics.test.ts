import assert from "node:assert/strict";
import { difference, figure, median, paired, quotient } from "../../../../tools/bench/statistics.js";

describe("the statistics of the benchmark", () => {
  it("takes the middle sample by value, whatever the order", () => {
    assert.equal(median([30, 4, 100]), 30);
  });

  it("takes the mean of the middle two of an even number", () => {
    assert.equal(median([1, 9, 2, 4]), 3);
  });

  it("gives the spread, and leaves the samples as they came", () => {
    const samples = [3, 1, 2];
    assert.deepEqual(figure("ms", samples), { unit: "ms", median: 2, min: 1, max: 3, samples: [3, 1, 2] });
  });

  it("refuses to make a figure of nothing", () => {
    assert.throws(() => figure("s", []), { name: "RangeError", message: "no samples" });
  });

  it("pairs the samples of one round", () => {
    assert.deepEqual(paired([2, 9], [1, 3], quotient), [2, 3]);
    assert.deepEqual(paired([2, 9], [1, 3], difference), [1, 6]);
  });

  it("refuses to pair what was not measured in rounds", () => {
    assert.throws(() => paired([1, 2], [1], quotient), { name: "RangeError" });
  });
});
