export { AtlasError, type AtlasErrorCode } from "./atlas-error.js";
export { AtlasApiError, type ApiErrorFields } from "./api-error.js";
export { AtlasContentError } from "./content-error.js";
export { AtlasNetworkError } from "./network-error.js";
export { ConfigurationError, type ConfigurationErrorCode } from "./configuration-error.js";
export { InvalidArgumentError } from "./argument-error.js";
export { ReadOnlyError } from "./read-only-error.js";
export { oneLine, quoted } from "./text.js";
export { RunStateError, type StateFindings } from "./state-error.js";
