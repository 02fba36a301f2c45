import { type PulumiResult } from "../../../tools/engine/isolated-pulumi.js";

/** The lines that a failed command shows as errors, by the resource they stand under, without their codes and the engine's own summary. */
export function errorLines(result: PulumiResult): readonly { under: string; line: string }[] {
  const diagnostics =
    result.stdout
      .split(/^Diagnostics:$/m)
      .at(-1)
      ?.split(/^(?:Outputs|Resources):/m)[0] ?? "";
  let under = "";
  const errors: { under: string; line: string }[] = [];
  for (const line of diagnostics.split("\n")) {
    if (/^ {2}\S/.test(line)) under = line.trim();
    else if (/^\s+error: (?!\w+ failed$)/.test(line))
      errors.push({ under, line: line.trim().replace(/^error: |(?<=.) \[[A-Z_]+\]$/g, "") });
  }
  return errors;
}
