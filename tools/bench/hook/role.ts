/** The processes that the engine starts for a program: its own, and that of the dynamic provider. */
export const ROLES = { run: "program", "dynamic-provider": "provider" } as const;
export type Role = (typeof ROLES)[keyof typeof ROLES];

/** What a process is, by the script that it runs; undefined for any other, such as the language host. */
export function roleOf(script: string | undefined): Role | undefined {
  const name = /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]([^\\/]+)/.exec(script ?? "")?.[1];
  return name === "run" || name === "dynamic-provider" ? ROLES[name] : undefined;
}
