import assert from "node:assert/strict";
import sinon from "sinon";
import { type Engine } from "../../../../tools/engine/engine.js";
import { childEnvironment, engineEnvironment } from "../../../../tools/engine/environment.js";

const RUN = { home: "/tmp/a home", backendDir: "/tmp/the state", passphrase: "a passphrase" };

const ISOLATED = {
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
};

const ENGINE: Engine = {
  command: "/opt/pulumi/bin/pulumi",
  bin: "/opt/pulumi/bin",
  root: "/opt/pulumi",
  version: "3.259.0",
  source: "PATH",
  env: { PATH: "/opt/pulumi/bin:/bin" },
};

describe("environment of the engine", () => {
  afterEach(() => {
    sinon.restore();
  });

  it("keeps to its own folders, and leads nowhere else", () => {
    assert.deepEqual(engineEnvironment(RUN), ISOLATED);
  });

  it("has the caller's variables for a child, but none of Pulumi's", () => {
    sinon.stub(process, "env").value({
      HOME: "/home/me",
      PATH: "/bin",
      PULUMI_ACCESS_TOKEN: "pul-0",
      PULUMI_BACKEND_URL: "s3://bucket",
      PULUMI_CONFIG: "{}",
      MY_PULUMI_THING: "1",
      NO_COLOR: "0",
    });
    assert.deepEqual(childEnvironment(ENGINE, RUN), {
      HOME: "/home/me",
      MY_PULUMI_THING: "1",
      PATH: "/opt/pulumi/bin:/bin",
      ...ISOLATED,
    });
  });

  it("puts the isolation before what the engine asks for", () => {
    sinon.stub(process, "env").value({});
    const engine = { ...ENGINE, env: { PULUMI_HOME: "/elsewhere", PULUMI_OWN: "1" } };
    assert.deepEqual(childEnvironment(engine, RUN), { PULUMI_OWN: "1", ...ISOLATED });
  });
});
