import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { ROOT } from "../../../tools/root.js";
import { setConfig } from "../../helpers/functions.js";
import { useMocks, valueOf } from "../../helpers/mocks.js";
import { npm } from "../../helpers/npm.js";

const EXAMPLE = join(ROOT, "examples", "federated-database");
const PACKAGE = "@pulumi/mongodbatlas";
const DATASET = "v1$atlas$snapshot$Cluster0$myDatabase$myCollection$19700101T000000Z";
const ID = "32b6e34b3d91647abb20e7b8";

/**
 * The example is no workspace of this checkout: the engine would want the plugin of the package for each example, and that
 * plugin cannot be had offline. Below `build`, the program finds the SDK and this package as if it were one.
 */
describe("the example with a federated database instance", function () {
  const folder = join(ROOT, "build", "federated-database");
  const configBefore = pulumi.runtime.allConfig();
  const mocks = useMocks(false);

  before(async () => {
    const { dependencies = {} } = JSON.parse(readFileSync(join(EXAMPLE, "package.json"), "utf8")) as {
      dependencies?: Record<string, string>;
    };
    const target = join(folder, "node_modules", PACKAGE);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const name of ["index.ts", "tsconfig.json"]) cpSync(join(EXAMPLE, name), join(folder, name));
    const spec = `${PACKAGE}@${dependencies[PACKAGE] ?? ""}`;
    const tarball = await npm(["pack", spec, "--silent", "--prefer-offline", "--pack-destination", folder]);
    execFileSync("tar", ["-xzf", join(folder, tarball), "-C", target, "--strip-components=1"]);
  });

  after(() => {
    pulumi.runtime.setAllConfig(configBefore);
  });

  it("compiles against the types of the package", () => {
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    execFileSync(process.execPath, [tsc, "--project", folder], { stdio: "inherit" });
  });

  it("gives the dataset of the run to the instance", async () => {
    setConfig({
      ...Object.fromEntries(["projectId", "pipelineRunId"].map((name) => [`project:${name}`, ID])),
      "project:pipelineName": "nightly",
      "project:region": "US_EAST_1",
    });
    mocks.state = { state: "DONE", datasetName: DATASET, hostnames: ["nightly.example.net"] };
    const { hostnames } = (await import(join(folder, "index.ts"))) as { hostnames: pulumi.Output<string[]> };
    assert.deepEqual(await valueOf(hostnames), ["nightly.example.net"]);
    const [run, instance] = mocks.resources;
    assert.deepEqual([run?.id, mocks.resources.length], [`${ID}/nightly/${ID}`, 2]);
    assert.equal(instance?.type, "mongodbatlas:index/federatedDatabaseInstance:FederatedDatabaseInstance");
    assert.deepEqual(instance.inputs, {
      projectId: ID,
      name: "nightly",
      storageStores: [{ name: "datasets", provider: "dls:aws", region: "US_EAST_1" }],
      storageDatabases: [
        {
          name: "nightly",
          collections: [{ name: "snapshot", dataSources: [{ storeName: "datasets", datasetName: DATASET }] }],
        },
      ],
    });
  });
});
