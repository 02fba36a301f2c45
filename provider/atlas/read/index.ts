export { NotFoundByAtlas } from "./api-failure.js";
export { type Caller, type Reporter } from "./caller.js";
export { readRun } from "./read-run.js";
export { ITEMS_PER_PAGE, readRunsPage, type PageOfRuns } from "./read-runs-page.js";
export { type RunFields } from "./run-fields.js";
