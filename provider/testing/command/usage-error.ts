/** What the user can put right: one line, without a stack. */
export class UsageError extends Error {}
