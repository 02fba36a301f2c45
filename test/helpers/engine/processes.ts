import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { readdirSync, readlinkSync } from "node:fs";

/** The processes that work in a folder, as far as the system shows them: a program and its provider do. */
export function processesIn(folder: string): readonly string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").filter((id) => {
    if (!/^\d+$/.test(id)) return false;
    try {
      return readlinkSync(`/proc/${id}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}

/** Exit code of a shell script, and all that it printed. */
export interface ShellResult {
  readonly code: number | undefined;
  readonly printed: string;
}

/** Runs lines in one shell, which stops at the first that fails. */
export async function shell(
  script: string,
  folder: string,
  env: Readonly<NodeJS.ProcessEnv>,
): Promise<ShellResult> {
  const { execa } = await import("execa");
  const options = { cwd: folder, env, extendEnv: false, input: script, all: true, reject: false } as const;
  const { exitCode, all } = await execa("sh", ["-eu"], options);
  return { code: exitCode, printed: all };
}

/** A port on 127.0.0.1 without a listener. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return String(port);
}
