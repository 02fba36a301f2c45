import { KINDS } from "../../../helpers/local-atlas.js";
import { all, clockJumps, lastingToken } from "../arrange.js";
import { rowsOf, type Arrange, type Row } from "../row.js";

const DAY = 86_400_000;

/**
 * The local Atlas runs in the same process: what it issues must outlive a jump of its own clock, while the client is
 * told that a token lives for an hour.
 */
const row = rowsOf("Clock", {
  options: { nonceLifetimeSeconds: 10 * 86_400 },
  prepare: lastingToken(3600),
  atMostSeconds: 1.5,
});

/** 429 once, with the date that is one second ahead by the server's clock. */
const limited: Arrange = ({ test }) => {
  const retryAfter = new Date(Date.now() + 1000);
  test.atlas.fail({ type: "rateLimited", retryAfter }, { times: 1 });
};

export const clockRows: readonly Row[] = [DAY, -DAY].flatMap((jump) => {
  const jumps = `This machine's clock jumps a day ${jump > 0 ? "forward" : "back"}`;
  const is = `this machine's clock is a day ${jump > 0 ? "ahead of" : "behind"} Atlas'`;
  return [
    row(`${jumps} between two reads`, 1, clockJumps(jump), { kinds: KINDS }),
    row(`${jumps} during the pause of a Retry-After date`, 2, all(limited, clockJumps(jump, 100))),
    row(`429 with a Retry-After date, and ${is}`, 2, all(limited, clockJumps(jump))),
  ];
});
