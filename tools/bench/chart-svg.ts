import { type PreviewCase } from "./measure.js";

/** The part of echarts that is used. The library is no dependency: it is fetched when the chart is drawn, 68 MB. */
export interface Echarts {
  readonly init: (dom: null, theme: null, options: object) => Chart;
}

interface Chart {
  readonly setOption: (option: object) => void;
  readonly renderToSVGString: () => string;
  readonly dispose: () => void;
}

/** The part of a measured case that the chart shows. */
export interface Preview extends Pick<PreviewCase, "size" | "latency" | "seconds"> {
  readonly program: string;
}

/** Milliseconds of each response in the cases that are shown, as over a real network. */
export const LATENCY = 50;

/** The programs in the order of their bars, each with the name that a reader sees and its colours. */
const PROGRAMS = [
  { program: "empty", label: "empty program", light: "#818b98", dark: "#9198a1" },
  { program: "functions", label: "functions", light: "#0969da", dark: "#58a6ff" },
  { program: "resources", label: "resources", light: "#8250df", dark: "#bc8cff" },
  { program: "tofu", label: "OpenTofu and its provider", light: "#bc4c00", dark: "#f0883e" },
] as const;
const COLOURS = {
  light: { ground: "#ffffff", text: "#1f2328", line: "#d1d9e0" },
  dark: { ground: "#0d1117", text: "#f0f6fc", line: "#3d444d" },
};

type Scheme = keyof typeof COLOURS;

/** Pixels. Texts of 14 px can be read where a page shows the chart at 420 px. */
const [WIDTH, LEFT, RIGHT, TOP, ROW, BOTTOM] = [480, 206, 64, 96, 23, 56];

/** Draws the median times as bars, in a group for each number of runs, as an SVG. */
export function chartSvg(echarts: Echarts, previews: readonly Preview[], scheme: Scheme): string {
  const { ground, text: color, line } = COLOURS[scheme];
  const rows = chartRows(previews, scheme);
  const text = { color, fontSize: 14 };
  const chart = echarts.init(null, null, {
    renderer: "svg",
    ssr: true,
    width: WIDTH,
    height: TOP + rows.length * ROW + BOTTOM,
  });
  chart.setOption({
    animation: false,
    backgroundColor: ground,
    textStyle: { fontFamily: "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" },
    title: {
      left: 8,
      text: "Time of a preview, by number of runs it reads",
      subtext: `Median. Each response takes ${LATENCY} ms, as over a real network.`,
      textStyle: { ...text, fontSize: 18 },
      subtextStyle: text,
    },
    grid: { left: LEFT, right: RIGHT, top: TOP, bottom: BOTTOM, outerBoundsMode: "none" },
    xAxis: {
      name: "seconds (shorter is better)",
      nameLocation: "middle",
      nameGap: 30,
      nameTextStyle: text,
      axisLabel: text,
      splitNumber: 4,
      splitLine: { lineStyle: { color: line } },
    },
    yAxis: {
      name: "Program",
      nameLocation: "start",
      nameGap: 4,
      nameTextStyle: { ...text, align: "right" },
      type: "category",
      inverse: true,
      data: rows.map(({ label, bar }) => ({ value: label, textStyle: bar ? {} : { fontWeight: "bold" } })),
      axisLabel: { ...text, interval: 0 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
    },
    series: {
      type: "bar",
      silent: true,
      barWidth: ROW - 7,
      label: { show: true, position: "right", ...text },
      data: rows.map(({ bar }) => {
        if (bar === undefined) return "-"; // No bar beside a heading.
        const { value, color } = bar;
        return { value, itemStyle: { color }, label: { formatter: `${value.toFixed(2)} s` } };
      }),
    },
  });
  const svg = chart.renderToSVGString();
  chart.dispose(); // Its timer would keep the process alive.
  return svg;
}

/** A bar, or the heading of a group of bars. */
interface Row {
  readonly label: string;
  readonly bar?: { readonly value: number; readonly color: string };
}

/** The rows of the chart: for each number of runs a heading, and a bar for each program that was measured. */
export function chartRows(previews: readonly Preview[], scheme: Scheme): readonly Row[] {
  const sizes = [...new Set(previews.map(({ size }) => size))].toSorted((a, b) => a - b);
  return sizes.flatMap((size) => {
    const bars = PROGRAMS.flatMap(({ program, label, [scheme]: color }) => {
      const found = previews.find(
        (one) =>
          // An empty program reads nothing: its time is the same at any latency.
          one.program === program && one.size === size && (program === "empty" || one.latency === LATENCY),
      );
      return found ? [{ label, bar: { value: median(found.seconds), color } }] : [];
    });
    return [{ label: size === 1 ? "1 run" : `${size} runs` }, ...bars];
  });
}

function median(samples: readonly number[]): number {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)] ?? NaN;
}
