export { API_MEDIA_TYPE, AtlasClient, type GetOptions } from "./client.js";
export { systemClock, type Clock } from "../async/clock.js";
export { redact, redactJson } from "./redact.js";
export { type RetryResult } from "./retry.js";
export { type Outcome } from "../http/retry-policy.js";
