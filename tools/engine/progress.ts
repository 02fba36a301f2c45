import { type Report } from "./engine.js";

const INTERVAL_MS = 15_000;

/** Reports a line at once and then every 15 s, given the seconds since the start, until the returned function is called. */
export function every(report: Report, line: (seconds: number) => string): () => void {
  const start = Date.now();
  const tick = (): void => {
    report(line(Math.round((Date.now() - start) / 1000)));
  };
  const timer = setInterval(tick, INTERVAL_MS);
  tick();
  return () => {
    clearInterval(timer);
  };
}
