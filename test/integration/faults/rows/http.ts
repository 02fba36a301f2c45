import { setTimeout as sleep } from "node:timers/promises";
import { KINDS } from "../../../helpers/local-atlas.js";
import { wireResponses } from "../arrange.js";
import { TWO_ATTEMPTS, type Arrange, type Row } from "../row.js";
import { RUN_JSON, runHead, says, saysAndEnds, saysLate } from "../../../helpers/wire/scripts.js";
import { head } from "../../../helpers/wire/wire.js";
import { network, networkTwice, READ } from "./failures.js";

/** Not HTTP at all, however often it is tried. */
const INVALID = { settings: TWO_ATTEMPTS, requests: 2 } as const;

const common = {
  group: "HTTP",
  kinds: ["accessToken"],
  through: "wire",
  requests: 1,
  expected: READ,
} as const;

/** The run in another state, as long as its own. */
const PLANTED = RUN_JSON.replace("PENDING", "PLANTED");

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
    name: "Headers of 64 KiB",
    arrange: wireResponses(says(runHead({ "x-padding": "x".repeat(64 * 1024) }), RUN_JSON)),
    expected: network("the response headers are larger than Node.js reads (HPE_HEADER_OVERFLOW)", false),
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
    name: "An earlier response was followed by a second one, without a request",
    prepare: wireResponses(saysLate(runHead() + RUN_JSON, runHead() + PLANTED), 1),
    // Until it has come.
    arrange: () => sleep(60),
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
  },
];
