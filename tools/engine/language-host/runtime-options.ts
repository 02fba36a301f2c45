import { type ProgramInfo } from "@pulumi/pulumi/proto/language_pb";

/** The options under `runtime` in a Pulumi.yaml that concern a run. */
export interface RuntimeOptions {
  /** Programs may be TypeScript; the SDK compiles them. On unless switched off. */
  readonly typescript: boolean;
  readonly tsconfig?: string;
  readonly nodeArguments: readonly string[];
}

/** Reads the options. Throws on one of the wrong type: a silent default would hide a typing error. */
export function runtimeOptions(info: ProgramInfo | undefined): RuntimeOptions {
  const options: Record<string, unknown> = info?.getOptions()?.toJavaScript() ?? {};
  const { typescript = true, tsconfig, nodeargs = "" } = options;
  if (typeof typescript !== "boolean") throw new Error("typescript option must be a boolean");
  if (tsconfig !== undefined && typeof tsconfig !== "string")
    throw new Error("tsconfig option must be a string");
  if (typeof nodeargs !== "string") throw new Error("nodeargs option must be a string");
  return { typescript, ...(tsconfig === undefined ? {} : { tsconfig }), nodeArguments: splitWords(nodeargs) };
}

/** Splits at white space, except within single or double quotes. */
function splitWords(text: string): string[] {
  const words = text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}
