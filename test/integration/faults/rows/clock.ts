import { KINDS } from "../../../helpers/local-atlas.js";
import { all, clockJumps, lastingToken } from "../arrange.js";
import { type Arrange, type Row } from "../row.js";
import { READ } from "./failures.js";

const DAY = 86_400_000;

/**
 * The local Atlas runs in the same process: what it issues must outlive a jump of its own clock, while the client is
 * told that a token lives for an hour.
 */
const common = {
  group: "Clock",
  options: { nonceLifetimeSeconds: 10 * 86_400 },
  prepare: lastingToken(3600),
  expected: READ,
} as const;

/** 429 once, with the date that is one second ahead by the server's clock. */
const limited: Arrange = ({ test }) => {
  const retryAfter = new Date(Date.now() + 1000);
  test.atlas.fail({ type: "rateLimited", retryAfter }, { times: 1 });
};
const LIMITED = { ...common, kinds: ["accessToken"], requests: 2, atMostSeconds: 1.5 } as const;

export const clockRows: readonly Row[] = ([DAY, -DAY] as const).flatMap((jump): readonly Row[] => [
  {
    ...common,
    name: `This machine's clock jumps a day ${jump > 0 ? "forward" : "back"} between two reads`,
    kinds: KINDS,
    arrange: clockJumps(jump),
    requests: 1,
  },
  {
    ...LIMITED,
    name: `This machine's clock jumps a day ${jump > 0 ? "forward" : "back"} during the pause of a Retry-After date`,
    arrange: all(limited, clockJumps(jump, 100)),
  },
  {
    ...LIMITED,
    name: `429 with a Retry-After date, and this machine's clock is a day ${jump > 0 ? "ahead of" : "behind"} Atlas'`,
    arrange: all(limited, clockJumps(jump)),
  },
]);
