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

/** One request that takes its time, and no second one. */
const ONE_SLOW = { requestTimeoutSeconds: 0.3, retryTimeoutSeconds: 0.5 };

/** A connection that breaks in each attempt. */
function broken(name: string, arrange: Arrange, what: readonly string[], more: Partial<Row> = {}): Row {
  const expected = networkTwice(...what);
  return {
    ...common,
    name: `${name}, always`,
    settings: TWO_ATTEMPTS,
    arrange,
    expected,
    requests: 2,
    ...more,
  };
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
  {
    ...common,
    name: "Reset before the headers, once",
    kinds: KINDS,
    arrange: atlasFails({ type: "reset" }, { times: 1 }),
    expected: READ,
    requests: 2,
  },
  broken("Reset before the headers", atlasFails({ type: "reset" }), RESET, { kinds: KINDS }),
  broken("Reset in the middle of the headers", wireResponses(saysAndResets(runHead().slice(0, 40))), RESET, {
    through: "wire",
  }),
  broken("Reset in the body", atlasFails({ type: "reset", at: "midBody" }), CUT),
  broken("Closed without a response", wireResponses(saysAndEnds()), RESET, { through: "wire" }),
  broken("A body shorter than its Content-Length", atlasFails({ type: "truncate" }), CUT, { kinds: KINDS }),
  broken(
    "A chunked body without its end",
    atlasFails({ type: "truncate", framing: "chunked" }),
    CUT.slice(1),
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
  },
  {
    ...common,
    name: "No response ever comes, and the whole read has less time than a request",
    settings: { requestTimeoutSeconds: 2, retryTimeoutSeconds: 0.4 },
    arrange: atlasFails({ type: "hang" }),
    expected: timeout("retryTimeout", 0.4),
    requests: 1,
  },

  {
    ...common,
    name: "A body of one byte a second",
    settings: ONE_SLOW,
    arrange: atlasFails({ type: "drip", millisecondsPerByte: 1000 }),
    expected: timeout("requestTimeout", 0.3),
    requests: 1,
  },
  {
    ...common,
    name: "Headers of ten bytes a second",
    through: "wire",
    settings: ONE_SLOW,
    arrange: wireResponses(drips(runHead() + RUN_JSON, 100)),
    expected: timeout("requestTimeout", 0.3),
    requests: 1,
  },
];
