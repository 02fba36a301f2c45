import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import * as atlas from "../../../../provider/index.js";
import { clientsOf, useFunctions } from "../../../helpers/functions.js";
import { Thing, unknownOutput, useMocks, valueOf } from "../../../helpers/mocks.js";
import { REF, rejectionOf, responded, thrownBy } from "../../../helpers/responses.js";

type AnyFunction = (args: unknown, opts: unknown) => Promise<unknown>;
type AnyOutputForm = (args: unknown, opts: unknown) => pulumi.Output<unknown>;

const { projectId, pipelineName } = REF;
const KEY = { publicKey: "public-b", privateKey: "private-b", baseUrl: "https://b.example" };

/** Each function with its Output form, and arguments that it takes. */
const FUNCTIONS = [
  {
    name: "getDataLakePipelineRun",
    plain: atlas.getDataLakePipelineRun as AnyFunction,
    output: atlas.getDataLakePipelineRunOutput as AnyOutputForm,
    args: REF,
  },
  {
    name: "getDataLakePipelineRuns",
    plain: atlas.getDataLakePipelineRuns as AnyFunction,
    output: atlas.getDataLakePipelineRunsOutput as AnyOutputForm,
    args: { projectId, pipelineName },
  },
  {
    name: "getLatestDataLakePipelineRun",
    plain: atlas.getLatestDataLakePipelineRun as AnyFunction,
    output: atlas.getLatestDataLakePipelineRunOutput as AnyOutputForm,
    args: { projectId, pipelineName },
  },
] as const;

describe("explicit provider of the functions", () => {
  const test = useFunctions();
  useMocks(true);

  /** What the one read was made with. */
  const used = (): unknown => {
    const [client, ...others] = clientsOf(test.get);
    assert.equal(others.length, 0);
    return [client?.baseUrl, client?.credentials, client?.secrets().includes("private-b")];
  };
  const OF_B = ["https://b.example", 'the API key from the provider "orgB"', true];
  const component = (opts: pulumi.ComponentResourceOptions): pulumi.ComponentResource =>
    new pulumi.ComponentResource("test:index:Component", "component", {}, opts);

  beforeEach(() => {
    // The mocks register the resources, and the functions read as they do beside an engine.
    sinon.stub(pulumi.runtime, "hasMonitor").returns(false);
    const run = { _id: REF.pipelineRunId, state: "DONE", createdDate: "2025-05-04T09:42:00Z" };
    test.get.callsFake((path) =>
      Promise.resolve(responded({ body: path.includes("/runs/") ? run : { results: [run], totalCount: 1 } })),
    );
  });

  for (const { name, plain, output, args } of FUNCTIONS) {
    it(`${name} reads with its credentials and settings alone`, async () => {
      await plain(args, { provider: new atlas.Provider("orgB", KEY) });
      assert.deepEqual(used(), OF_B);
    });

    it(`${name}Output reads with it, and has no secret result`, async () => {
      const result = output(args, { provider: new atlas.Provider("orgB", KEY) });
      await valueOf(result);
      assert.deepEqual(used(), OF_B);
      assert.equal(await pulumi.isSecret(result), false);
    });

    it(`${name} and ${name}Output inherit it from a parent`, async () => {
      const parent = component({ providers: [new atlas.Provider("orgB", KEY)] });
      await plain(args, { parent });
      assert.deepEqual(used(), OF_B);
      test.get.resetHistory();
      await valueOf(output(args, { parent }));
      assert.deepEqual(used(), OF_B);
    });

    it(`${name} rejects, and ${name}Output is unknown, while a credential is unknown in a preview`, async () => {
      const provider = new atlas.Provider("orgB", { ...KEY, privateKey: unknownOutput() });
      await assert.rejects(valueOf(output(args, { provider })), { message: "the output is unknown" });
      assert.equal(
        (await rejectionOf(plain(args, { provider }))).message,
        `${name}: the provider "orgB" has an argument that is not known yet in this preview: use the Output form, whose ` +
          "result is not known then either",
      );
      assert.ok(test.get.notCalled);
    });

    it(`${name} and ${name}Output refuse Pulumi's other options, and say why`, async () => {
      for (const [option, value, why] of [
        [
          "version",
          "3.0.0",
          "names the version of a plugin, and this function runs in the program without one",
        ],
        [
          "pluginDownloadURL",
          "x",
          "names the place of a plugin, and this function runs in the program without one",
        ],
        [
          "async",
          true,
          "makes a function synchronous or not, and this one always returns a promise or an output",
        ],
      ] as const) {
        const message = `${name}: the option ${option} ${why}: leave it out`;
        assert.equal((await rejectionOf(plain(args, { [option]: value }))).message, message);
        assert.equal(thrownBy(() => output(args, { [option]: value })).message, message);
        await plain(args, { [option]: undefined });
      }
      assert.equal(
        (await rejectionOf(plain(args, { dependsOn: [] }))).message,
        `${name}: the option dependsOn is one of the Output form, whose result can wait: leave it out`,
      );
      assert.match(
        thrownBy(() => output(args, { provider: {} })).message,
        /the option provider must be one of this/,
      );
      assert.match(
        thrownBy(() => output(args, { parent: "x" })).message,
        /the option parent must be a resource, got "x"/,
      );
    });

    it(`${name}Output waits for the resources of dependsOn`, async () => {
      for (const dependsOn of everyForm()) {
        const result = output(args, { dependsOn });
        await valueOf(result);
        assert.ok(test.get.calledOnce);
        assert.ok((await dependenciesOf(result)).includes("thing"));
        test.get.resetHistory();
      }
    });

    it(`${name}Output is unknown, without a request, while one of them is not there`, async () => {
      for (const dependsOn of everyForm(false)) {
        await assert.rejects(valueOf(output(args, { dependsOn })), { message: "the output is unknown" });
      }
      assert.ok(test.get.notCalled);
    });

    it(`${name}Output refuses a dependsOn that is no resource`, async () => {
      const message = `${name}: the option dependsOn must have resources, got "x"`;
      assert.equal(thrownBy(() => output(args, { dependsOn: ["x"] })).message, message);
      await assert.rejects(valueOf(output(args, { dependsOn: pulumi.output("x") })), { message });
    });
  }

  /** A resource as the option `dependsOn` takes it: alone, in a list, from an output or a promise, and in a component. */
  function everyForm(isThere = true): readonly unknown[] {
    const thing = new Thing("test:index:Thing", "thing", {}, isThere ? { id: "there" } : {});
    const parent = component({});
    new Thing("test:index:Thing", "thing", {}, { parent, ...(isThere && { id: "there" }) });
    return [
      thing,
      [thing],
      [Promise.resolve(thing)],
      pulumi.output([thing]),
      pulumi.output(thing),
      parent,
      [parent],
    ];
  }

  async function dependenciesOf(output: pulumi.Output<unknown>): Promise<readonly string[]> {
    const { allResources } = output as unknown as { allResources: () => Promise<Set<{ __name: string }>> };
    return [...(await allResources())].map(({ __name }) => __name);
  }

  it("comes in the options of Pulumi's own functions, which have the type of these", async () => {
    const options: pulumi.InvokeOptions = {
      provider: new atlas.Provider("orgB", KEY),
      parent: component({}),
    };
    const outputOptions: pulumi.InvokeOutputOptions = { ...options, dependsOn: [] };
    await atlas.getDataLakePipelineRun(REF, options);
    assert.deepEqual(used(), OF_B);
    test.get.resetHistory();
    await valueOf(atlas.getDataLakePipelineRunOutput(REF, outputOptions));
    assert.deepEqual(used(), OF_B);
  });

  it("is named in the message of an error, with its arguments in place of the stack's keys", async () => {
    test.get.callsFake(() => Promise.resolve(responded({ status: 401, body: {} })));
    const error = await rejectionOf(
      atlas.getDataLakePipelineRun(REF, { provider: new atlas.Provider("orgB", KEY) }),
    );
    assert.match(error.message, /^401 from Atlas: the API key from the provider "orgB" was refused, /);
    assert.match(error.message, / and for baseUrl of the provider "orgB"$/);
  });

  it("is not waited for when the signal is aborted", async () => {
    const privateKey = new Promise<string>(() => undefined);
    const provider = new atlas.Provider("orgB", { ...KEY, privateKey });
    const controller = new AbortController();
    const read = rejectionOf(atlas.getDataLakePipelineRun(REF, { provider, signal: controller.signal }));
    controller.abort(new Error("enough"));
    assert.equal((await read).message, "getDataLakePipelineRun: cancelled by its signal: enough");
  });
});
