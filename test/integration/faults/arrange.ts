import * as sinon from "sinon";
import { type Fault, type FaultOptions } from "../../../provider/testing/index.js";
import { type Arrange } from "./row.js";
import { type Script } from "../../helpers/wire/wire.js";

/** The local Atlas fails. Infinite `times` are left out, which means the same: the local Atlas refuses them. */
export function atlasFails(fault: Fault, { times = Infinity, ...which }: FaultOptions = {}): Arrange {
  const options = times === Infinity ? which : { ...which, times };
  return ({ test }) => {
    test.atlas.fail(fault, options);
  };
}

/** The token endpoint gives the token that never expires, once, and says that it lives so long. */
export function lastingToken(lifetimeSeconds: number): Arrange {
  return ({ test }) => {
    const access_token = test.config("accessToken")["mongodbatlas:accessToken"];
    const body = JSON.stringify({ access_token, token_type: "Bearer", expires_in: lifetimeSeconds });
    const fault = { type: "raw", contentType: "application/json", body } as const;
    test.atlas.fail(fault, { kind: "token", times: 1 });
  };
}

const API = "/api/atlas/";

/** Requests of the API get the response of a script: the next ones, default all. */
export function wireResponses(script: Script, times = Infinity): Arrange {
  return ({ wire }) => {
    wire.response(script, { times, path: API });
  };
}

/** This machine's clock jumps by so many milliseconds from now on, or after a while; timers go on as they did. */
export function clockJumps(byMilliseconds: number, afterMilliseconds = 0): Arrange {
  return ({ after }) => {
    let clock: sinon.SinonFakeTimers | undefined;
    const jump = (): void => {
      clock = sinon.useFakeTimers({ now: Date.now() + byMilliseconds, toFake: ["Date"] });
    };
    const timer = afterMilliseconds > 0 ? setTimeout(jump, afterMilliseconds) : undefined;
    if (timer === undefined) jump();
    after.push(() => {
      clearTimeout(timer);
      clock?.restore();
    });
  };
}

/** One after another. */
export function all(...steps: readonly Arrange[]): Arrange {
  return async (bench, kind) => {
    for (const step of steps) await step(bench, kind);
  };
}
