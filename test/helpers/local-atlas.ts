import { randomBytes } from "node:crypto";
import {
  examplePipelineRun,
  startLocalAtlas,
  type LocalAtlas,
  type LocalAtlasOptions,
} from "../../provider/testing/index.js";

/** The kinds of credentials, as the tests name them. */
export const KINDS = ["accessToken", "serviceAccount", "apiKey"] as const;
export type Kind = (typeof KINDS)[number];

/** A local Atlas with the reference page's run, and one set of credentials of each kind. */
export interface TestAtlas {
  readonly atlas: LocalAtlas;
  /** Stack configuration that reads from it with one kind of credentials. */
  readonly config: (kind: Kind) => Record<string, string>;
  /** Every secret of the credentials, to look for where none may be. */
  readonly secrets: readonly string[];
}

export const RUN = examplePipelineRun;

/** The arguments that name the reference page's run. */
export const RUN_ARGS = {
  projectId: RUN.projectId,
  pipelineName: RUN.pipelineName,
  pipelineRunId: RUN.run._id,
} as const;

export interface TestAtlasOptions extends Omit<LocalAtlasOptions, "apiKeys"> {
  /** Ends every credential with characters that look different in a URL, in JSON or in a header. */
  readonly awkward?: boolean;
}

export async function startTestAtlas({ awkward, ...options }: TestAtlasOptions = {}): Promise<TestAtlas> {
  const secret = (prefix: string): string =>
    `${prefix}-${randomBytes(12).toString("hex")}${awkward === true ? AWKWARD : ""}`;
  const key = { publicKey: secret("pub"), privateKey: secret("priv") };
  const account = { clientId: secret("client"), clientSecret: secret("secret") };
  const token = secret("token");
  const atlas = await startLocalAtlas({
    runs: [RUN],
    apiKeys: [key],
    serviceAccounts: [account],
    accessTokens: [{ token }],
    // A test runs more processes in a minute than Atlas issues tokens to a service account.
    tokenRateLimit: { capacity: 1000, refill: 1000, periodSeconds: 60 },
    // The warning of it has tests of its own, and comes once a process: in the first test that reads.
    deprecated: false,
    ...options,
  });
  const credentials: Record<Kind, Record<string, string>> = {
    accessToken: { "mongodbatlas:accessToken": token },
    serviceAccount: {
      "mongodbatlas:clientId": account.clientId,
      "mongodbatlas:clientSecret": account.clientSecret,
    },
    apiKey: { "mongodbatlas:publicKey": key.publicKey, "mongodbatlas:privateKey": key.privateKey },
  };
  return {
    atlas,
    config: (kind) => ({ "mongodbatlas:baseUrl": atlas.baseUrl, ...credentials[kind] }),
    secrets: [key.privateKey, account.clientSecret, token],
  };
}

const AWKWARD = "+/=:%&\"\\~!'";

/** Gives each test of a `describe` a local Atlas of its own. */
export function useTestAtlas(options?: TestAtlasOptions): TestAtlas {
  let current: TestAtlas | undefined;
  const test = (): TestAtlas => {
    if (current === undefined) throw new Error("there is no local Atlas before a test has begun");
    return current;
  };
  beforeEach(async () => {
    current = await startTestAtlas(options);
  });
  afterEach(() => test().atlas.close());
  return {
    get atlas() {
      return test().atlas;
    },
    get secrets() {
      return test().secrets;
    },
    config: (kind) => test().config(kind),
  };
}
