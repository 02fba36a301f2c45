import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { HookFolder } from "../hook/hooked.js";
import { type BenchOptions } from "../options.js";
import { withBench } from "../run-benchmark.js";
import { selfTimes, type CpuProfile } from "./self-times.js";
import { profileTables } from "./profile-tables.js";

/** The programs whose processes are profiled, each against the local Atlas without latency. */
const PROGRAMS = ["floor", "resources", "functions"] as const;

/** Writes CPU profiles of one preview of each program at the largest size, and gives tables of where the time goes. */
export function profilePreviews(
  options: BenchOptions,
  folder: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<string> {
  const size = Math.max(...options.sizes);
  return withBench(options, say, signal, async (bench) => {
    const project = await bench.project();
    const tables: string[] = [];
    for (const program of PROGRAMS) {
      say(`profile of a preview, ${program}, N = ${size}`);
      const into = new HookFolder(resolve(folder, program));
      into.clear();
      await project.profile(program, size, into);
      for (const { role, file } of into.profiles()) {
        say(`  ${file}`);
        const profile = JSON.parse(readFileSync(file, "utf8")) as CpuProfile;
        tables.push(profileTables(`${program}, N = ${size}: ${role} process`, selfTimes(profile)));
      }
    }
    return tables.join("\n\n");
  });
}
