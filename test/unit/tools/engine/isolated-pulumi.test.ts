import assert from "node:assert/strict";
import sinon from "sinon";
import { IsolatedPulumi } from "../../../../tools/engine/isolated-pulumi.js";

describe("the environment of an isolated Pulumi", () => {
  it("has the caller's variables but none of Pulumi's, and leads to folders of its own", () => {
    const own = { PULUMI_ACCESS_TOKEN: "pul-0", PULUMI_BACKEND_URL: "s3://bucket", PULUMI_CONFIG: "{}" };
    sinon.stub(process, "env").value({ HOME: "/home/me", MY_PULUMI_THING: "1", ...own, PATH: "/bin" });
    const command = "/opt/pulumi/bin/pulumi";
    const engine = { command, version: "3.259.0", source: "PATH", path: "/opt/pulumi/bin:/bin" };
    const pulumi = new IsolatedPulumi(engine);
    pulumi.remove();
    const { folder, environment } = pulumi;
    assert.deepEqual(environment, {
      HOME: "/home/me",
      MY_PULUMI_THING: "1",
      PATH: "/opt/pulumi/bin:/bin",
      PULUMI_HOME: `${folder}/home`,
      PULUMI_BACKEND_URL: `file://${folder}/backend`,
      PULUMI_CONFIG_PASSPHRASE: "for this folder only",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      NO_COLOR: "1",
      TMPDIR: `${folder}/tmp`,
    });
  });
});
