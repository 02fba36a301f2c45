import { dirname } from "node:path";

/** The root folder of the checkout, whether this runs from source or compiled. */
export const ROOT = dirname(require.resolve("pulumi-atlas-data-lake/package.json"));
