import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";

/** Stands in for the engine: records what a program registers, reads and calls. */
class RecordingMocks implements pulumi.runtime.Mocks {
  readonly resources: pulumi.runtime.MockResourceArgs[] = [];
  readonly calls: pulumi.runtime.MockCallArgs[] = [];
  /** What the engine gives back for a resource, besides what the program passed. */
  state: Record<string, unknown> = {};
  /** Results of the calls of functions, one for each. */
  results: Record<string, unknown>[] = [];

  /** Puts itself in the place of the engine, for a preview or for an update, until `remove`. */
  async install(preview: boolean): Promise<void> {
    await pulumi.runtime.setMocks(this, "project", "stack", preview);
  }

  /** Leaves the SDK as it is in a process without an engine. */
  remove(): void {
    pulumi.runtime.resetOptions("project", "stack", -1, "", "", false, "");
  }

  newResource(args: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult {
    this.resources.push(args);
    return { id: args.id ?? "", state: { ...(args.inputs as object), ...this.state } };
  }

  call(args: pulumi.runtime.MockCallArgs): pulumi.runtime.MockCallResult {
    this.calls.push(args);
    const result = this.results.shift();
    if (result === undefined) throw new Error(`unexpected call of ${args.token}`);
    return result;
  }
}

/** Puts mocks in the place of the engine for each test of a `describe`, and undoes what sinon replaced. */
export function useMocks(preview: boolean): RecordingMocks {
  const mocks = new RecordingMocks();
  beforeEach(async () => {
    mocks.resources.length = mocks.calls.length = 0;
    mocks.state = {};
    mocks.results = [];
    await mocks.install(preview);
  });
  afterEach(() => {
    sinon.restore();
    mocks.remove();
  });
  return mocks;
}

/** A resource of any type. */
export class Thing extends pulumi.CustomResource {}

/** An explicit provider of another package. */
export class ForeignProvider extends pulumi.ProviderResource {
  constructor(name = "mongodbatlas") {
    super(name, "foreign");
  }
}

/** A component with these options, such as the providers that it passes on. */
export function component(opts: pulumi.ComponentResourceOptions): pulumi.ComponentResource {
  return new pulumi.ComponentResource("test:index:Component", "component", {}, opts);
}

/** The value of an output, which has to be known. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const known = (output as unknown as { isKnown: Promise<boolean> }).isKnown;
    known.then((is) => {
      if (!is) reject(new Error("the output is unknown"));
    }, reject);
    output.apply(resolve);
  });
}

/** An output that is not known in a preview: that of a resource yet to be created. */
export function unknownOutput(): pulumi.Output<string> {
  const resource = new Thing("test:index:Thing", "thing", { later: undefined });
  return (resource as unknown as { later: pulumi.Output<string> }).later;
}
