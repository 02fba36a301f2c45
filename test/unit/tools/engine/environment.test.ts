import assert from "node:assert/strict";
import sinon from "sinon";
import { childEnvironment } from "../../../../tools/engine/environment.js";

describe("the environment of an isolated engine", () => {
  afterEach(() => {
    sinon.restore();
  });

  it("has the caller's variables but none of Pulumi's, and leads to the folders of the run alone", () => {
    const path = { HOME: "/home/me", MY_PULUMI_THING: "1" };
    const own = { PULUMI_ACCESS_TOKEN: "pul-0", PULUMI_BACKEND_URL: "s3://bucket", PULUMI_CONFIG: "{}" };
    sinon.stub(process, "env").value({ ...path, ...own, PATH: "/bin", NO_COLOR: "0" });
    const engine = {
      command: "/opt/pulumi/bin/pulumi",
      bin: "/opt/pulumi/bin",
      root: "/opt/pulumi",
      version: "3.259.0",
      source: "PATH",
      env: { PATH: "/opt/pulumi/bin:/bin", PULUMI_HOME: "/elsewhere" },
    } as const;
    const run = { home: "/tmp/a home", backendDir: "/tmp/the state", passphrase: "a passphrase" };
    assert.deepEqual(childEnvironment(engine, run), {
      ...path,
      PATH: "/opt/pulumi/bin:/bin",
      PULUMI_HOME: "/tmp/a home",
      PULUMI_BACKEND_URL: "file:///tmp/the%20state",
      PULUMI_CONFIG_PASSPHRASE: "a passphrase",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_ACCESS_TOKEN: "",
      PULUMI_CONFIG_PASSPHRASE_FILE: "",
      PULUMI_EXPERIMENTAL: "",
      PULUMI_NEO: "",
      NO_COLOR: "1",
    });
  });
});
