import assert from "node:assert/strict";
import { chartSvg, type Preview } from "../../../../tools/bench/chart-svg.js";
import { type PreviewCase } from "../../../../tools/bench/measure.js";

type Case = Pick<PreviewCase, "program" | "size" | "latency" | "seconds">;

/** Three samples around a median, as the benchmark measures them. */
function previewCase(program: Case["program"], size: number, latency: number, median: number): Case {
  return { program, size, latency, seconds: [median + 1, median, median - 0.5] };
}

const PREVIEWS: readonly Preview[] = [
  previewCase("bare", 1, 0, 0.95),
  previewCase("empty", 1, 0, 1.51),
  previewCase("floor", 1, 0, 2.12),
  previewCase("resources", 1, 0, 2.23),
  previewCase("resources", 1, 50, 2.37),
  previewCase("functions", 1, 50, 1.65),
  previewCase("empty", 1000, 0, 1.53),
  previewCase("resources", 1000, 50, 16.7),
  previewCase("functions", 1000, 50, 4.33),
];
const TOFU: Preview = previewCase("tofu", 1000, 50, 12.04);

/** The texts of the chart in the order in which they are drawn. */
const textsOf = (previews: readonly Preview[]): readonly string[] =>
  [...chartSvg(previews, "light").matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text);

const mediansOf = (previews: readonly Preview[]): readonly string[] =>
  textsOf(previews).filter((text) => /^\d+\.\d\d s$/.test(text));

describe("chartSvg", () => {
  it("labels each program, at each number of runs", () => {
    const rows = [
      "1 run",
      "1000 runs",
      "empty program",
      "functions",
      "resources",
      "OpenTofu and its provider",
    ];
    const texts = textsOf([...PREVIEWS, TOFU]);
    assert.deepEqual(
      rows.map((row) => texts.filter((text) => text === row).length),
      [1, 1, 2, 2, 2, 1],
    );
  });

  it("labels each bar with its median at 50 ms, and an empty program's at any latency", () => {
    assert.deepEqual(mediansOf([...PREVIEWS, TOFU]), [
      ...["1.51 s", "1.65 s", "2.37 s"],
      ...["1.53 s", "4.33 s", "16.70 s", "12.04 s"],
    ]);
  });

  it("shows no OpenTofu if it was not measured", () => {
    assert.equal(textsOf(PREVIEWS).includes("OpenTofu and its provider"), false);
    assert.equal(mediansOf(PREVIEWS).length, 6);
  });

  it("differs between light and dark in colours alone", () => {
    const [light, dark] = (["light", "dark"] as const).map((scheme) =>
      chartSvg(PREVIEWS, scheme).replaceAll(/#[0-9a-f]{6}|zr\d+-cls-\d+/g, "colour"),
    );
    assert.notEqual(chartSvg(PREVIEWS, "light"), chartSvg(PREVIEWS, "dark"));
    assert.equal(light, dark);
  });
});
