import { TEMPLATE_OPTIONS } from "../../helpers/pulumi-template.js";
import { COMMONJS, JAVASCRIPT_MODULE, TYPESCRIPT } from "./programs.js";

/** How the packages lie on disk. */
export type Layout = "npm" | "pnpm" | "workspace";

/** A way to write and to install a program that uses this package. */
export interface ConsumerKind {
  /** Short and unique: the name of the Pulumi project, and of the row in the matrix. */
  readonly name: string;
  readonly layout: Layout;
  /** Added to package.json. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, string>>;
  /** The compiler in the project, where it is not the checkout's own. */
  readonly typescript?: string;
  /** Codes of deprecations that Node may warn of, because of code that is neither this package's nor its dependencies'. */
  readonly deprecationsOfOthers?: readonly string[];
  /** The runtime of the program, where it is not `nodejs`. */
  readonly runtime?: "bun";
  /** Further packages in the project. */
  readonly packages?: Readonly<Record<string, string>>;
}

const NODENEXT = { strict: true, target: "es2022", module: "nodenext", moduleResolution: "nodenext" };

function typescript(compilerOptions: object, program = TYPESCRIPT): Record<string, string> {
  const tsconfig = JSON.stringify({ compilerOptions, files: ["index.ts"] });
  return { "tsconfig.json": tsconfig, "index.ts": program };
}

export const CONSUMER_KINDS: readonly ConsumerKind[] = [
  { name: "typescript-template", layout: "npm", files: typescript(TEMPLATE_OPTIONS) },
  { name: "typescript-nodenext", layout: "npm", files: typescript(NODENEXT) },
  { name: "javascript-commonjs", layout: "npm", files: { "index.js": COMMONJS } },
  {
    name: "javascript-module",
    layout: "npm",
    manifest: { type: "module" },
    files: { "index.js": JAVASCRIPT_MODULE },
  },
  { name: "pnpm-typescript", layout: "pnpm", files: typescript(TEMPLATE_OPTIONS) },
  {
    name: "workspace-module",
    layout: "workspace",
    manifest: { type: "module" },
    files: { "index.js": JAVASCRIPT_MODULE },
  },
];

/** Kinds that only the matrix looks at: other compilers, and TypeScript as an ES module. */
export const FURTHER_KINDS: readonly ConsumerKind[] = [
  {
    name: "typescript-module",
    layout: "npm",
    manifest: { type: "module" },
    files: typescript(NODENEXT),
    // The SDK runs TypeScript as a module where it finds this.
    packages: { "ts-node": "10.9.2" },
    // The SDK's module.register and ts-node's fs.Stats, on newer lines of Node.
    deprecationsOfOthers: ["DEP0205", "DEP0180"],
  },
  { name: "typescript-5.0", layout: "npm", files: typescript(TEMPLATE_OPTIONS), typescript: "5.0.4" },
  { name: "typescript-6", layout: "npm", files: typescript(NODENEXT), typescript: "6.0.3" },
  { name: "typescript-of-the-sdk", layout: "npm", files: typescript(TEMPLATE_OPTIONS), typescript: "none" },
];
