import { type Report } from "./engine.js";

const INTERVAL_MS = 15_000;

/** Reports a line at once and then every 15 s, made from the seconds so far. Returns the function that ends it. */
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
