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
