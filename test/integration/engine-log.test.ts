import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import sinon from "sinon";
import { EngineLog } from "../../provider/pulumi/host/engine-log.js";
import { freePort } from "../helpers/engine/processes.js";

// That the engine shows a warning is tested on the engine.
describe("EngineLog.warn", () => {
  let print: sinon.SinonStub;

  beforeEach(() => {
    print = sinon.stub(console, "log");
  });

  afterEach(() => {
    sinon.restore();
  });

  /** What is printed once the warning is delivered. */
  async function printed(address: string | undefined): Promise<readonly unknown[]> {
    const log = new EngineLog(address);
    log.warn("it is late");
    await log.delivered();
    return print.args;
  }

  it("prints the warning where no engine listens", async () => {
    assert.deepEqual(await printed(`127.0.0.1:${await freePort()}`), [["warning: it is late"]]);
  });

  it("prints the warning where the engine does not respond", async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket.resume())).listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      const { port } = server.address() as AddressInfo;
      assert.deepEqual(await printed(`127.0.0.1:${port}`), [["warning: it is late"]]);
    } finally {
      server.close();
      for (const socket of sockets) socket.destroy();
    }
  });

  for (const address of [undefined, "test/a.test.ts", "atlas.example:443"]) {
    it(`prints the warning at once for the address ${String(address)}`, () => {
      new EngineLog(address).warn("it is late");
      assert.deepEqual(print.args, [["warning: it is late"]]);
    });
  }
});
