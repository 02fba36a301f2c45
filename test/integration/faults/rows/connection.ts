import { KINDS } from "../../../helpers/local-atlas.js";
import { atlasFails, wireResponses } from "../arrange.js";
import { rowsOf, TWO_ATTEMPTS, type Row } from "../row.js";
import { drips, RUN_JSON, runHead, saysAndEnds, saysAndResets } from "../../../helpers/wire/scripts.js";
import { network, networkTwice, timeout } from "./failures.js";

const row = rowsOf("Connection");

/** A connection that breaks in each of two attempts. In the body, Node decides by its own inner timing which of the two it is. */
const RESET = "the connection was reset before the response was complete (ECONNRESET)";
const CLOSED = "the connection was closed before the response was complete (ERR_STREAM_PREMATURE_CLOSE)";
const reset = { settings: TWO_ATTEMPTS, expected: networkTwice(RESET) } as const;
const cut = { settings: TWO_ATTEMPTS, expected: networkTwice(RESET, CLOSED) } as const;

/** One request that takes its time, and no second one. */
const slow = {
  settings: { requestTimeoutSeconds: 0.3, retryTimeoutSeconds: 0.5 },
  expected: timeout("requestTimeout", 0.3),
} as const;

export const connectionRows: readonly Row[] = [
  row("No server listens on this machine: the connection is refused", 0, ({ wire }) => wire.refuse(), {
    kinds: ["accessToken", "serviceAccount"],
    through: "wire",
    cold: true,
    settings: { retryTimeoutSeconds: 60 },
    expected: network(
      "connection refused (ECONNREFUSED), reading {run}. Start the local Atlas at that address, or check mongodbatlas:baseUrl",
      false,
    ),
  }),
  row("The host name does not exist", 0, () => undefined, {
    through: new URL("https://atlas.invalid"),
    cold: true,
    settings: { retryTimeoutSeconds: 0.2 },
    // Without DNS it is the second of these.
    expected: {
      ...network(""),
      says: [
        "no response from {origin}: the host name does not exist, or this machine is offline (ENOTFOUND), reading {run}",
        "no response from {origin}: the host name could not be looked up (EAI_AGAIN), reading {run}",
      ],
      retryable: "either",
    },
    atMostSeconds: 1.2,
    incurable: "the name never comes to exist",
  }),
  row("Reset before the headers, once", 2, atlasFails({ type: "reset" }, { times: 1 }), { kinds: KINDS }),
  row("Reset before the headers, always", 2, atlasFails({ type: "reset" }), { ...reset, kinds: KINDS }),
  row("Reset in the headers, always", 2, wireResponses(saysAndResets(runHead().slice(0, 40))), {
    ...reset,
    through: "wire",
  }),
  row("Reset in the body, always", 2, atlasFails({ type: "reset", at: "midBody" }), cut),
  row("Closed without a response, always", 2, wireResponses(saysAndEnds()), { ...reset, through: "wire" }),
  row("A body shorter than its Content-Length, always", 2, atlasFails({ type: "truncate" }), {
    ...cut,
    kinds: KINDS,
  }),
  row("A chunked body without its end, always", 2, atlasFails({ type: "truncate", framing: "chunked" }), {
    settings: TWO_ATTEMPTS,
    expected: networkTwice(CLOSED),
  }),
  row("No response comes, once", 2, atlasFails({ type: "hang" }, { times: 1 }), {
    kinds: KINDS,
    settings: { requestTimeoutSeconds: 0.3 },
    atMostSeconds: 1.5,
  }),
  row("No response ever comes", 1, atlasFails({ type: "hang" }), { ...slow, kinds: KINDS }),
  row("No response ever comes to a read that has less time than a request", 1, atlasFails({ type: "hang" }), {
    settings: { requestTimeoutSeconds: 2, retryTimeoutSeconds: 0.4 },
    expected: timeout("retryTimeout", 0.4),
  }),
  row("A body of one byte a second", 1, atlasFails({ type: "drip", millisecondsPerByte: 1000 }), slow),
  row("Headers of ten bytes a second", 1, wireResponses(drips(runHead() + RUN_JSON, 100)), {
    ...slow,
    through: "wire",
  }),
];
