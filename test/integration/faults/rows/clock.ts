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
  kinds: KINDS,
  options: { nonceLifetimeSeconds: 10 * 86_400 },
  prepare: lastingToken(3600),
  expected: READ,
} as const;

/** 429 once, with the date that is one second ahead by the server's clock. */
const limited: Arrange = ({ test }) => {
  const retryAfter = new Date(Date.now() + 1000);
  test.atlas.fail({ type: "rateLimited", retryAfter }, { times: 1 });
};

export const clockRows: readonly Row[] = [
  {
    ...common,
    name: "This machine's clock jumps a day forward between two reads",
    arrange: clockJumps(DAY),
    requests: 1,
    atMostSeconds: 0.5,
  },
  {
    ...common,
    name: "This machine's clock jumps a day back between two reads",
    arrange: clockJumps(-DAY),
    requests: 1,
    atMostSeconds: 0.5,
  },
  {
    ...common,
    name: "This machine's clock jumps a day forward during the pause of a Retry-After date",
    kinds: ["accessToken"],
    arrange: all(limited, clockJumps(DAY, 100)),
    requests: 2,
    atMostSeconds: 1.5,
  },
  {
    ...common,
    name: "This machine's clock jumps a day back during the pause of a Retry-After date",
    kinds: ["accessToken"],
    arrange: all(limited, clockJumps(-DAY, 100)),
    requests: 2,
    atMostSeconds: 1.5,
  },
  {
    ...common,
    name: "429 with a Retry-After date, and this machine's clock is a day ahead of Atlas'",
    kinds: ["accessToken"],
    arrange: all(limited, clockJumps(DAY)),
    requests: 2,
    atMostSeconds: 1.5,
  },
  {
    ...common,
    name: "429 with a Retry-After date, and this machine's clock is a day behind Atlas'",
    kinds: ["accessToken"],
    arrange: all(limited, clockJumps(-DAY)),
    requests: 2,
    atMostSeconds: 1.5,
  },
];
