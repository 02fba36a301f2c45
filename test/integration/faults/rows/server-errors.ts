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

/** One status, once and always. */
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
    },

    {
      ...common,
      name: `${status}, always`,
      settings: TWO_ATTEMPTS,
      arrange: arrange(Infinity),
      expected,
      requests: 2,
    },
  ];
}

/** A status other than those of the API, once. */
function once(status: number, name: string): Row {
  const arrange = atlasFails({ type: "status", status }, { times: 1 });
  const common = { group: "Server errors", kinds: ["accessToken"], expected: READ } as const;
  return { ...common, name: `${status} ${name}, once`, arrange, requests: 2 };
}

export const serverErrorRows: readonly Row[] = [
  ...rows(500, ["accessToken"]),
  ...rows(502, ["accessToken"]),
  ...rows(503, KINDS),
  ...rows(504, ["accessToken"]),
  once(408, "Request Timeout"),
  once(520, "of a content delivery network"),
  {
    group: "Server errors",
    name: "501, which a retry does not help",
    kinds: ["accessToken"],
    arrange: atlasFails({ type: "status", status: 501 }),
    expected: refused(501, "SERVER_ERROR", 'NOT_IMPLEMENTED "Not Implemented"'),
    requests: 1,
  },
];
