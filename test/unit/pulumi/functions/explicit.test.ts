import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import * as atlas from "../../../../provider/index.js";
import { clientsOf, READ_FUNCTIONS, useFunctions } from "../../../helpers/functions.js";
import { component, Thing, unknownOutput, useMocks, valueOf } from "../../../helpers/mocks.js";
import { REF, rejectionOf, responded, thrownBy, saidBy } from "../../../helpers/responses.js";

const KEY = { publicKey: "public-b", privateKey: "private-b", baseUrl: "https://b.example" };
const orgB = (): atlas.Provider => new atlas.Provider("orgB", KEY);

describe("explicit provider of the functions", () => {
  const test = useFunctions();
  useMocks(true);

  /** Asserts what the one read was made with. */
  const assertReadWithB = (): void => {
    const [client, ...others] = clientsOf(test.get);
    assert.equal(others.length, 0);
    assert.equal(client?.baseUrl, "https://b.example");
    assert.equal(client.credentials, 'the API key from the provider "orgB"');
    assert.equal(client.redact("private-b"), "[redacted]");
    test.get.resetHistory();
  };

  beforeEach(() => {
    // The mocks register the resources, and the functions read as they do beside an engine.
    sinon.stub(pulumi.runtime, "hasMonitor").returns(false);
    const run = { _id: REF.pipelineRunId, state: "DONE", createdDate: "2025-05-04T09:42:00Z" };
    test.get.callsFake((path) =>
      Promise.resolve(responded({ body: path.includes("/runs/") ? run : { results: [run], totalCount: 1 } })),
    );
  });

  for (const { name, plain, output, args } of READ_FUNCTIONS) {
    it(`${name} and ${name}Output read with it alone, given or inherited, and have no secret result`, async () => {
      // The types of the options are those of Pulumi's own functions.
      const given: pulumi.InvokeOptions & atlas.ReadOptions = { provider: orgB(), parent: component({}) };
      for (const options of [given, { parent: component({ providers: [orgB()] }) }]) {
        await plain(args, options);
        assertReadWithB();
        const result = output(args, options);
        await valueOf(result);
        assertReadWithB();
        assert.equal(await pulumi.isSecret(result), false);
      }
    });

    it(`${name} rejects, and ${name}Output is unknown, while a credential is unknown in a preview`, async () => {
      const provider = new atlas.Provider("orgB", { ...KEY, privateKey: unknownOutput() });
      await assert.rejects(valueOf(output(args, { provider })), { message: "the output is unknown" });
      assert.equal(
        saidBy(await rejectionOf(plain(args, { provider }))),
        `${name}: the provider "orgB" has an argument that is not known yet in this preview: use the Output form, whose ` +
          "result is not known then either",
      );
      assert.ok(test.get.notCalled);
    });

    it(`${name} and ${name}Output refuse Pulumi's other options, and say why`, async () => {
      for (const [option, why] of [
        ["version", "names the version of a plugin, and this function runs in the program without one"],
        [
          "pluginDownloadURL",
          "names the place of a plugin, and this function runs in the program without one",
        ],
        ["async", "makes a function synchronous or not, and this one always returns a promise or an output"],
      ] as const) {
        const message = `${name}: the option ${option} ${why}: leave it out [INVALID_ARGUMENT]`;
        assert.equal((await rejectionOf(plain(args, { [option]: true }))).message, message);
        assert.equal(thrownBy(() => output(args, { [option]: true })).message, message);
        await plain(args, { [option]: undefined });
      }
      const parent = thrownBy(() => output(args, { parent: "x" }));
      assert.match(parent.message, /the option parent must be a resource, got "x"/);
    });

    it(`${name}Output waits for the resources of dependsOn, and is unknown while one is not there`, async () => {
      for (const dependsOn of everyForm(true)) {
        const result = output(args, { dependsOn });
        await valueOf(result);
        assert.ok(test.get.calledOnce);
        assert.ok((await dependenciesOf(result)).includes("thing"));
        test.get.resetHistory();
      }
      for (const dependsOn of everyForm(false)) {
        await assert.rejects(valueOf(output(args, { dependsOn })), { message: "the output is unknown" });
      }
      assert.ok(test.get.notCalled);
      const message = `${name}: the option dependsOn must have resources, got "x" [INVALID_ARGUMENT]`;
      assert.equal(thrownBy(() => output(args, { dependsOn: ["x"] })).message, message);
      await assert.rejects(valueOf(output(args, { dependsOn: pulumi.output("x") })), { message });
    });
  }

  /** A resource as the option `dependsOn` takes it: alone, in a list, from an output or a promise, and in a component. */
  function everyForm(isThere: boolean): readonly unknown[] {
    const state = isThere ? { id: "there" } : {};
    const thing = new Thing("test:index:Thing", "thing", {}, state);
    const parent = component({});
    new Thing("test:index:Thing", "thing", {}, { parent, ...state });
    const lists = [[thing], [Promise.resolve(thing)], pulumi.output([thing]), [parent]];
    return [thing, pulumi.output(thing), parent, ...lists];
  }

  async function dependenciesOf(output: pulumi.Output<unknown>): Promise<readonly string[]> {
    const { allResources } = output as unknown as { allResources: () => Promise<Set<{ __name: string }>> };
    return [...(await allResources())].map(({ __name }) => __name);
  }

  it("is not waited for when the signal is aborted", async () => {
    const privateKey = new Promise<string>(() => undefined);
    const provider = new atlas.Provider("orgB", { ...KEY, privateKey });
    const controller = new AbortController();
    const read = rejectionOf(atlas.getDataLakePipelineRun(REF, { provider, signal: controller.signal }));
    controller.abort(new Error("enough"));
    assert.equal(saidBy(await read), "getDataLakePipelineRun: cancelled by its signal: enough");
  });
});
