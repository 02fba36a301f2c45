import { setTimeout as sleep } from "node:timers/promises";
import { KINDS } from "../../../helpers/local-atlas.js";
import { wireResponses } from "../arrange.js";
import { TWO_ATTEMPTS, type Arrange, type Row } from "../row.js";
import { RUN_JSON, runHead, says, saysAndEnds, saysLate } from "../../../helpers/wire/scripts.js";
import { head } from "../../../helpers/wire/wire.js";
import { network, networkTwice, READ } from "./failures.js";

/** Not HTTP at all, however often it is tried. */
const INVALID = { settings: TWO_ATTEMPTS, requests: 2, atMostSeconds: 1 } as const;

const common = {
  group: "HTTP",
  kinds: ["accessToken"],
  through: "wire",
  requests: 1,
  expected: READ,
  atMostSeconds: 0.5,
} as const;

/** The run in another state, as long as its own. */
const PLANTED = RUN_JSON.replace("PENDING", "PLANTED");

/** Until what comes late has come. */
const aMoment: Arrange = async () => {
  await sleep(60);
};

const connectionsEnd: Arrange = async ({ wire }) => {
  wire.endConnections();
  await sleep(50);
};

export const httpRows: readonly Row[] = [
  {
    ...common,
    name: "The response is not HTTP",
    arrange: wireResponses(saysAndEnds("SSH-2.0-OpenSSH_9.6\r\n")),
    ...INVALID,
    expected: networkTwice("the response is not valid HTTP (HPE_INVALID_CONSTANT)"),
  },
  {
    ...common,
    name: "A header line without a colon",
    arrange: wireResponses(saysAndEnds("HTTP/1.1 200 OK\r\nthis is no header\r\n\r\n")),
    ...INVALID,
    expected: networkTwice("the response is not valid HTTP (HPE_INVALID_HEADER_TOKEN)"),
  },
  {
    ...common,
    name: "A chunk whose size is not a number",
    arrange: wireResponses(
      saysAndEnds(runHead({ "content-length": undefined, "transfer-encoding": "chunked" }), "zz\r\n"),
    ),
    ...INVALID,
    expected: networkTwice(
      "the connection was closed before the response was complete (ERR_STREAM_PREMATURE_CLOSE)",
    ),
  },
  {
    ...common,
    name: "Headers of 64 KiB",
    arrange: wireResponses(says(runHead({ "x-padding": "x".repeat(64 * 1024) }), RUN_JSON)),
    expected: network("the response headers are larger than Node.js reads (HPE_HEADER_OVERFLOW)", false),
  },
  {
    ...common,
    name: "Headers of 15 KiB",
    arrange: wireResponses(says(runHead({ "x-padding": "x".repeat(15 * 1024) }), RUN_JSON)),
  },
  {
    ...common,
    name: "100 Continue and 103 Early Hints before the response",
    kinds: KINDS,
    arrange: wireResponses(says(head(100), head(103, { link: "</x>; rel=preload" }), runHead(), RUN_JSON)),
  },
  {
    ...common,
    name: "A body that ends with the connection, and no Content-Length",
    arrange: wireResponses(
      saysAndEnds(runHead({ "content-length": undefined, connection: "close" }), RUN_JSON),
    ),
  },
  {
    ...common,
    name: "More bytes after the body, at once",
    ...INVALID,
    arrange: wireResponses(says(`${runHead()}${RUN_JSON}and more\r\n\r\n`)),
    expected: networkTwice("the response ended before its Content-Length"),
  },
  {
    ...common,
    name: "More bytes came a moment after the last response's body",
    prepare: wireResponses(saysLate(runHead() + RUN_JSON, "and more\r\n\r\n"), 1),
    arrange: aMoment,
  },
  {
    ...common,
    name: "An earlier response was followed by a second one, without a request",
    prepare: wireResponses(saysLate(runHead() + RUN_JSON, runHead() + PLANTED), 1),
    arrange: aMoment,
  },
  {
    ...common,
    name: "Atlas closes the connection between two reads",
    kinds: KINDS,
    arrange: connectionsEnd,
  },
  {
    ...common,
    name: "Atlas closes the connection while the next request is on its way",
    kinds: KINDS,
    arrange: wireResponses(saysAndEnds(), 1),
    requests: 2,
    atMostSeconds: 1,
  },
];
