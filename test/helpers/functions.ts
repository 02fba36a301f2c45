import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { AtlasClient } from "../../provider/atlas/client/client.js";
import { type RetryResult } from "../../provider/atlas/client/retry.js";
import * as atlas from "../../provider/index.js";
import { createProvider } from "../../provider/pulumi/host/dynamic-provider.js";
import { REF, responded } from "./responses.js";

export type StubbedGet = sinon.SinonStub<Parameters<AtlasClient["get"]>, Promise<RetryResult>>;

/** Puts a response in the place of every client's requests, until `sinon.restore`. */
function stubGet(): StubbedGet {
  return sinon.stub(AtlasClient.prototype, "get").resolves(responded({}));
}

/** The client of each call, in their order. */
export function clientsOf(get: StubbedGet): readonly AtlasClient[] {
  return get.thisValues as readonly AtlasClient[];
}

/** Takes every variable away from this process, or leaves it these alone, until `sinon.restore`. */
export function stubEnvironment(environment: Record<string, string> = {}): void {
  sinon.stub(process, "env").value(environment);
}

/** Sets the stack configuration of this process; the returned function puts the earlier one back. */
export function setStackConfig(config: Record<string, string>): () => void {
  const before = pulumi.runtime.allConfig();
  setConfig(config);
  return () => {
    setConfig(before);
  };
}

export const TOKEN_CONFIG = { "mongodbatlas:accessToken": "a-token-for-tests" } as const;

/** Sets up each test of a `describe`: an access token in the stack configuration, no environment, and stubbed requests. */
export function useFunctions(): { readonly get: StubbedGet } {
  const test = {} as { get: StubbedGet };
  let restoreConfig: (() => void) | undefined;
  beforeEach(() => {
    stubEnvironment();
    test.get = stubGet();
    restoreConfig = setStackConfig(TOKEN_CONFIG);
  });
  afterEach(() => {
    sinon.restore();
    restoreConfig?.();
  });
  return test;
}

/** Sets the stack configuration of this process, as the engine would for a program. */
export function setConfig(config: Record<string, string>): void {
  pulumi.runtime.setAllConfig(config);
}

/** The error that a promise rejects with; fails if it does not reject. */
export async function rejection(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error("expected a rejection, got a result");
}

type AnyFunction = (args?: unknown, opts?: unknown) => Promise<unknown>;
type AnyOutputForm = (args?: unknown, opts?: unknown) => pulumi.Output<unknown>;

const PIPELINE = { projectId: REF.projectId, pipelineName: REF.pipelineName };

/** Each function that reads with its Output form, arguments that it takes, and a misspelt one. */
export const READ_FUNCTIONS = [
  {
    name: "getDataLakePipelineRun",
    plain: atlas.getDataLakePipelineRun as AnyFunction,
    output: atlas.getDataLakePipelineRunOutput as AnyOutputForm,
    args: REF,
    misspelt: { expectState: "DONE" },
    meant: "expectedState",
  },
  {
    name: "getDataLakePipelineRuns",
    plain: atlas.getDataLakePipelineRuns as AnyFunction,
    output: atlas.getDataLakePipelineRunsOutput as AnyOutputForm,
    args: PIPELINE,
    misspelt: { createdbefore: "2025-05-04T09:42:00Z" },
    meant: "createdBefore",
  },
  {
    name: "getLatestDataLakePipelineRun",
    plain: atlas.getLatestDataLakePipelineRun as AnyFunction,
    output: atlas.getLatestDataLakePipelineRunOutput as AnyOutputForm,
    args: PIPELINE,
    misspelt: { states: ["FAILED"] },
    meant: "state",
  },
] as const;

type Properties = Readonly<Record<string, unknown>>;

/** A provider as the engine's host holds it, with what it needs from its process replaced. */
export interface TestProvider {
  readonly read: (id: string, properties?: Properties) => Promise<pulumi.dynamic.ReadResult<Properties>>;
  readonly configure: (config: Readonly<Record<string, string>>) => Promise<void>;
  readonly provider: pulumi.dynamic.ResourceProvider<Properties, Properties>;
  readonly get: StubbedGet;
}

/** Makes one with an access token and no environment; `sinon.restore` undoes the replacements. */
export function testProvider(config: Readonly<Record<string, string>> = TOKEN_CONFIG): TestProvider {
  // The provider listens for signals, which would end the process of the tests.
  sinon.stub(process, "on").returnsThis();
  stubEnvironment();
  const get = stubGet();
  const provider = createProvider();
  const configure = (values: Readonly<Record<string, string>>): Promise<void> =>
    provider.configure?.({
      config: { get: (key) => values[key], require: (key) => String(values[key]) },
    }) ?? Promise.reject(new Error("the provider cannot be configured"));
  const read = (id: string, properties?: Properties): Promise<pulumi.dynamic.ReadResult<Properties>> =>
    provider.read?.(id, properties) ?? Promise.reject(new Error("the provider cannot read"));
  void configure(config);
  return { read, configure, provider, get };
}
