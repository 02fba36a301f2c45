import { KINDS } from "../../../helpers/local-atlas.js";
import { atlasFails, wireResponses } from "../arrange.js";
import { TWO_ATTEMPTS, type Arrange, type Row } from "../row.js";
import { drips, RUN_JSON, runHead, saysAndEnds, saysAndResets } from "../../../helpers/wire/scripts.js";
import { network, networkTwice, READ, timeout } from "./failures.js";

const common = { group: "Connection", kinds: ["accessToken"] } as const;
/** In the body, Node decides by its own inner timing which of the two it is. */
const RESET = ["the connection was reset before the response was complete (ECONNRESET)"];
const CUT = [
  ...RESET,
  "the connection was closed before the response was complete (ERR_STREAM_PREMATURE_CLOSE)",
];
const UNFINISHED = CUT.slice(1);
/** One request that takes its time, and no second one. */
const ONE_SLOW = { requestTimeoutSeconds: 0.3, retryTimeoutSeconds: 0.5 };

/** One fault that passes, and the same one that does not. */
function broken(
  name: string,
  arrange: (times: number) => Arrange,
  what: readonly string[],
  more: Partial<Row>,
): Row[] {
  const row = { ...common, ...more };
  return [
    {
      ...row,
      name: `${name}, once`,
      arrange: arrange(1),
      expected: READ,
      requests: 2,
      atMostSeconds: 1,
    },
    {
      ...row,
      name: `${name}, always`,
      settings: TWO_ATTEMPTS,
      arrange: arrange(Infinity),
      expected: networkTwice(...what),
      requests: 2,
      atMostSeconds: 1,
    },
  ];
}

export const connectionRows: readonly Row[] = [
  {
    ...common,
    name: "No server listens on this machine: the connection is refused",
    kinds: ["accessToken", "serviceAccount"],
    through: "wire",
    cold: true,
    settings: { retryTimeoutSeconds: 60 },
    arrange: ({ wire }) => wire.refuse(),
    expected: network("connection refused (ECONNREFUSED)", false),
    requests: 0,
    atMostSeconds: 1,
  },
  {
    ...common,
    name: "The host name does not exist",
    through: new URL("https://atlas.invalid"),
    cold: true,
    settings: { retryTimeoutSeconds: 0.2 },
    arrange: () => undefined,
    // Without DNS it is the second of these.
    expected: {
      ...network(""),
      says: [
        "no response from {origin}: the host name does not exist, or this machine is offline (ENOTFOUND), reading {run}",
        "no response from {origin}: the host name could not be looked up (EAI_AGAIN), reading {run}",
      ],
      retryable: "either",
    },
    requests: 0,
    atMostSeconds: 1.2,
    incurable: "the name never comes to exist",
  },
  ...broken("Reset before the headers", (times) => atlasFails({ type: "reset" }, { times }), RESET, {
    kinds: KINDS,
  }),
  ...broken(
    "Reset in the middle of the headers",
    (times) => wireResponses(saysAndResets(runHead().slice(0, 40)), times),
    RESET,
    { through: "wire" },
  ),
  ...broken("Reset after the headers", (times) => wireResponses(saysAndResets(runHead()), times), CUT, {
    through: "wire",
  }),
  ...broken("Reset in the body", (times) => atlasFails({ type: "reset", at: "midBody" }, { times }), CUT, {}),
  ...broken("Closed without a response", (times) => wireResponses(saysAndEnds(), times), RESET, {
    through: "wire",
  }),
  ...broken(
    "A body shorter than its Content-Length",
    (times) => atlasFails({ type: "truncate" }, { times }),
    CUT,
    { kinds: KINDS },
  ),
  ...broken(
    "A chunked body without its end",
    (times) => atlasFails({ type: "truncate", framing: "chunked" }, { times }),
    UNFINISHED,
    {},
  ),
  {
    ...common,
    name: "No response comes, once",
    kinds: KINDS,
    settings: { requestTimeoutSeconds: 0.3 },
    arrange: atlasFails({ type: "hang" }, { times: 1 }),
    expected: READ,
    requests: 2,
    atMostSeconds: 1.5,
  },
  {
    ...common,
    name: "No response ever comes",
    kinds: KINDS,
    settings: ONE_SLOW,
    arrange: atlasFails({ type: "hang" }),
    expected: timeout("requestTimeout", 0.3),
    requests: 1,
    atMostSeconds: 1,
  },
  {
    ...common,
    name: "No response ever comes, and the whole read has less time than a request",
    settings: { requestTimeoutSeconds: 2, retryTimeoutSeconds: 0.4 },
    arrange: atlasFails({ type: "hang" }),
    expected: timeout("retryTimeout", 0.4),
    requests: 1,
    atMostSeconds: 1,
  },
  {
    ...common,
    name: "Half of the body, then nothing",
    settings: ONE_SLOW,
    arrange: atlasFails({ type: "hang", at: "midBody" }),
    expected: timeout("requestTimeout", 0.3),
    requests: 1,
    atMostSeconds: 1,
  },
  {
    ...common,
    name: "A body of one byte a second",
    settings: ONE_SLOW,
    arrange: atlasFails({ type: "drip", millisecondsPerByte: 1000 }),
    expected: timeout("requestTimeout", 0.3),
    requests: 1,
    atMostSeconds: 1,
  },
  {
    ...common,
    name: "Headers of ten bytes a second",
    through: "wire",
    settings: ONE_SLOW,
    arrange: wireResponses(drips(runHead() + RUN_JSON, 100)),
    expected: timeout("requestTimeout", 0.3),
    requests: 1,
    atMostSeconds: 1,
  },
];
