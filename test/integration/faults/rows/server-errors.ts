import { KINDS } from "../../../helpers/local-atlas.js";
import { atlasFails } from "../arrange.js";
import { TWO_ATTEMPTS, type Row } from "../row.js";
import { READ, refused, refusedTwice } from "./failures.js";

const SAYS: Readonly<Record<number, string>> = {
  500: 'UNEXPECTED_ERROR "Internal Server Error"',
  502: 'BAD_GATEWAY "Bad Gateway"',
  503: 'SERVICE_UNAVAILABLE "Service Unavailable"',
  504: 'GATEWAY_TIMEOUT "Gateway Timeout"',
};

/** One status, once, twice and always. */
function rows(status: number, kinds: Row["kinds"]): readonly Row[] {
  const common = { group: "Server errors", kinds } as const;
  const arrange = (times: number): Row["arrange"] => atlasFails({ type: "status", status }, { times });
  const expected = refusedTwice(status, "SERVER_ERROR", SAYS[status] ?? "");
  return [
    {
      ...common,
      name: `${status}, once`,
      arrange: arrange(1),
      expected: READ,
      requests: 2,
      atMostSeconds: 1,
    },
    {
      ...common,
      name: `${status}, twice`,
      kinds: ["accessToken"],
      arrange: arrange(2),
      expected: READ,
      requests: 3,
      atMostSeconds: 2,
    },
    {
      ...common,
      name: `${status}, always`,
      settings: TWO_ATTEMPTS,
      arrange: arrange(Infinity),
      expected,
      requests: 2,
      atMostSeconds: 1,
    },
  ];
}

export const serverErrorRows: readonly Row[] = [
  ...rows(500, ["accessToken"]),
  ...rows(502, ["accessToken"]),
  ...rows(503, KINDS),
  ...rows(504, ["accessToken"]),
  {
    group: "Server errors",
    name: "501, which a retry does not help",
    kinds: ["accessToken"],
    arrange: atlasFails({ type: "status", status: 501 }),
    expected: refused(501, "SERVER_ERROR", 'NOT_IMPLEMENTED "Not Implemented"'),
    requests: 1,
    atMostSeconds: 0.5,
  },
];
