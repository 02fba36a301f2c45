import { KINDS } from "../../../helpers/local-atlas.js";
import { atlasFails } from "../arrange.js";
import { rowsOf, TWO_ATTEMPTS, type Arrange, type Row } from "../row.js";
import { refused, refusedTwice } from "./failures.js";

const row = rowsOf("Server errors");

const fails = (status: number, times?: number): Arrange =>
  atlasFails({ type: "status", status }, { ...(times !== undefined && { times }) });

export const serverErrorRows: readonly Row[] = [
  ...(
    [
      [500, 'UNEXPECTED_ERROR "Internal Server Error"'],
      [502, 'BAD_GATEWAY "Bad Gateway"'],
      [503, 'SERVICE_UNAVAILABLE "Service Unavailable"'],
      [504, 'GATEWAY_TIMEOUT "Gateway Timeout"'],
    ] as const
  ).flatMap(([status, says]) => {
    const more = status === 503 ? { kinds: KINDS } : {};
    const expected = refusedTwice(status, "SERVER_ERROR", says);
    return [
      row(`${status}, once`, 2, fails(status, 1), more),
      row(`${status}, always`, 2, fails(status), { ...more, settings: TWO_ATTEMPTS, expected }),
    ];
  }),
  row("408 Request Timeout, once", 2, fails(408, 1)),
  row("520 of a content delivery network, once", 2, fails(520, 1)),
  row("501, which a retry does not help", 1, fails(501), {
    expected: refused(501, "SERVER_ERROR", 'NOT_IMPLEMENTED "Not Implemented"'),
  }),
];
