import { dirname } from "node:path";

/** Root folder of the checkout, from source and compiled. */
export const ROOT = dirname(require.resolve("pulumi-atlas-data-lake/package.json"));
