import assert from "node:assert/strict";
import { runCommand, type CommandOptions } from "../../../../tools/engine/run-command.js";

describe("runCommand", () => {
  const run = (script: string, options: CommandOptions = {}): ReturnType<typeof runCommand> =>
    runCommand(process.execPath, ["-e", script], options);

  it("returns the output, and adds to the caller's environment", async () => {
    const script = "console.log(process.env.MINE, 'PATH' in process.env); console.error('progress')";
    assert.deepEqual(await run(script, { env: { MINE: "1" } }), { stdout: "1 true", stderr: "progress" });
  });

  it("gives one line for a command that fails, with the last line of its standard error", async () => {
    const { failure } = await run("console.error('first\\nlast'); process.exitCode = 3");
    assert.equal(failure, "exit 3: last");
  });

  it("gives one line for a command that does not exist", async () => {
    const { failure } = await runCommand("/no/such/command", [], {});
    assert.equal(failure, "spawn /no/such/command ENOENT");
  });

  it("kills a command at the timeout", async () => {
    const { failure } = await run("setInterval(() => undefined, 1000)", { timeout: 200 });
    assert.equal(failure, "no end after 0.2 s");
  });

  it("kills a command and its children when the signal is aborted", async () => {
    const controller = new AbortController();
    const child = `require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"],
      { stdio: "inherit" })`;
    const running = run(`${child}; setTimeout(() => undefined, 60_000)`, { cancelSignal: controller.signal });
    setTimeout(() => {
      controller.abort();
    }, 300);
    // The child holds the pipes: its end shows that it was killed too.
    assert.equal((await running).failure, "interrupted");
  });
});
