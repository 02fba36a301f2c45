import assert from "node:assert/strict";
import { runCommand, type CommandOptions } from "../../../../tools/engine/run-command.js";

describe("runCommand", () => {
  const run = (script: string, options: CommandOptions = {}): ReturnType<typeof runCommand> =>
    runCommand(process.execPath, ["-e", script], options);

  it("returns the output, and adds to the caller's environment", async () => {
    const script = "console.log(process.env.MINE, 'PATH' in process.env); console.error('progress')";
    assert.deepEqual(await run(script, { env: { MINE: "1" } }), { stdout: "1 true", stderr: "progress" });
  });

  it("gives one line for a command that fails, does not exist or does not end", async () => {
    const failed = await run("console.error('first\\nlast'); process.exitCode = 3");
    assert.equal(failed.failure, "exit 3: last");
    const missing = await runCommand("/no/such/command", []);
    assert.equal(missing.failure, "spawn /no/such/command ENOENT");
    const endless = await run("setInterval(() => undefined, 1000)", { timeout: 200 });
    assert.equal(endless.failure, "no end after 0.2 s");
  });
});
