/** The folder that a measured process writes to. */
export const FOLDER_VARIABLE = "BENCH_HOOK_FOLDER";
/** Set: a CPU profile instead of what was used. */
export const PROFILE_VARIABLE = "BENCH_HOOK_PROFILE";
