import { readFileSync } from "node:fs";

/** What a process has used in all its life. */
export interface Usage {
  /** The most memory that it has ever held (resident), in MB. */
  readonly memory: number;
  /** Seconds of all its threads, user and system. */
  readonly cpu: number;
}

export function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { memory: (peakKilobytes() * 1024) / 1e6, cpu: (user + system) / 1e6 };
}

/**
 * On Linux from the kernel's account of this very program: `resourceUsage` begins there with the peak of the process
 * that started it.
 */
function peakKilobytes(): number {
  const own = process.platform === "linux" ? highWaterMark() : undefined;
  return own ?? process.resourceUsage().maxRSS;
}

function highWaterMark(): number | undefined {
  try {
    const match = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"));
    return match?.[1] === undefined ? undefined : Number(match[1]);
  } catch {
    return undefined;
  }
}
