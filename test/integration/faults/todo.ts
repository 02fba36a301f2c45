/** What messages say to do, word for word. */
export const TODO = {
  badRequest: "Atlas refused the request as it is; a retry does not help",
  unauthorized:
    "Atlas does not accept the credentials: check that they are complete, not revoked or expired, and for this Atlas (mongodbatlas:baseUrl)",
  forbidden:
    "the API key or service account needs the role Project Read Only (GROUP_READ_ONLY) in this project, and this machine's address must be on its API access list",
  notFound: "check projectId, pipelineName and pipelineRunId, and that the run has not been deleted",
  notAcceptable: "this Atlas does not serve version 2023-01-01 of its API: check mongodbatlas:baseUrl",
  gone: "Atlas has removed the Data Lake Pipelines API (deprecated, sunset 2025-09-09), so that no tool can read a run any more; outputs that a stack has stored remain readable with pulumi stack output. Remove the read from the program, or point mongodbatlas:baseUrl to a server that still has the API",
  rateLimited:
    "Atlas limits the rate of requests: lower atlas-data-lake:maxConcurrentReads or try again later",
  serverError: "the fault is on the side of Atlas: try again later, see https://status.mongodb.com",
  redirected:
    "a redirect is not followed, for it would take the credentials along: check mongodbatlas:baseUrl",
  unexpectedStatus: "this is not how Atlas answers: check mongodbatlas:baseUrl and any proxy",
  tokenRefused:
    "check mongodbatlas:clientId and mongodbatlas:clientSecret, that the secret has not expired, and that the service account has fewer than 100 live access tokens",
  network: "check mongodbatlas:baseUrl and the way to Atlas (name service, proxy with HTTPS_PROXY, firewall)",
  requestTimeout:
    "the limit is atlas-data-lake:requestTimeoutSeconds; check the way to Atlas (proxy, firewall)",
  retryTimeout: "the limit is atlas-data-lake:retryTimeoutSeconds; check the way to Atlas (proxy, firewall)",
  content: "check mongodbatlas:baseUrl and any proxy on the way",
} as const;
