import { setTimeout as sleep } from "node:timers/promises";
import { KINDS } from "../../../helpers/local-atlas.js";
import { wireResponses } from "../arrange.js";
import { rowsOf, TWO_ATTEMPTS, type Row } from "../row.js";
import { RUN_JSON, runHead, says, saysAndEnds, saysLate } from "../../../helpers/wire/scripts.js";
import { head } from "../../../helpers/wire/wire.js";
import { network, networkTwice } from "./failures.js";

const row = rowsOf("HTTP", { through: "wire" });

const UNTIL_CLOSED = runHead({ "content-length": undefined, connection: "close" });
/** The run in another state, as long as its own. */
const PLANTED = RUN_JSON.replace("PENDING", "PLANTED");

export const httpRows: readonly Row[] = [
  row("The response is not HTTP", 2, wireResponses(saysAndEnds("SSH-2.0-OpenSSH_9.6\r\n")), {
    settings: TWO_ATTEMPTS,
    expected: networkTwice("the response is not valid HTTP (HPE_INVALID_CONSTANT)"),
  }),
  row(
    "Headers of 64 KiB",
    1,
    wireResponses(says(runHead({ "x-padding": "x".repeat(64 * 1024) }), RUN_JSON)),
    {
      expected: network("the response headers are larger than Node.js reads (HPE_HEADER_OVERFLOW)", false),
    },
  ),
  row(
    "100 Continue and 103 Early Hints before the response",
    1,
    wireResponses(says(head(100), head(103, { link: "</x>; rel=preload" }), runHead(), RUN_JSON)),
    { kinds: KINDS },
  ),
  row(
    "A body that ends with the connection, and no Content-Length",
    1,
    wireResponses(saysAndEnds(UNTIL_CLOSED, RUN_JSON)),
  ),
  row(
    "More bytes after the body, at once",
    2,
    wireResponses(says(`${runHead()}${RUN_JSON}and more\r\n\r\n`)),
    {
      settings: TWO_ATTEMPTS,
      expected: networkTwice("the response ended before its Content-Length"),
    },
  ),
  // The fault is there before, and has come after the pause.
  row("An earlier response was followed by a second one, without a request", 1, () => sleep(60), {
    prepare: wireResponses(saysLate(runHead() + RUN_JSON, runHead() + PLANTED), 1),
  }),
  row(
    "Atlas closes the connection between two reads",
    1,
    async ({ wire }) => {
      wire.endConnections();
      await sleep(50);
    },
    { kinds: KINDS },
  ),
  row(
    "Atlas closes the connection while the next request is on its way",
    2,
    wireResponses(saysAndEnds(), 1),
    { kinds: KINDS },
  ),
];
