import { KINDS } from "../../../helpers/local-atlas.js";
import { type Arrange, type Failure, type Row } from "../row.js";
import { echoOf } from "../../../helpers/wire/watching.js";
import { jsonText } from "../../../helpers/wire/scripts.js";
import { byTokenEndpoint, redirected, refused } from "./failures.js";

const common = {
  group: "Echoed credentials",
  kinds: KINDS,
  through: "wire",
  requests: 1,
  atMostSeconds: 0.5,
} as const;

/** A server that echoes the credentials of the request in every form. */
function echo(
  name: string,
  response: (echoed: string) => string,
  expected: Failure,
  path = "/api/atlas/",
): Row {
  const arrange: Arrange = (bench, kind) => {
    bench.wire.response(
      (socket, request) => {
        socket.write(response(echoOf(request, bench, kind)));
      },
      { path },
    );
  };
  return { ...common, name, arrange, expected };
}

export const echoRows: readonly Row[] = [
  echo(
    "400 that repeats the credentials in each of its fields",
    (echoed) =>
      jsonText(400, {
        detail: echoed,
        errorCode: `CODE_${echoed}`,
        reason: echoed,
        parameters: [echoed, { nested: [echoed] }, { [echoed]: 1 }],
      }),
    refused(400, "BAD_REQUEST", 'CODE_{redacted} "{redacted}"'),
  ),
  echo(
    "302 to a URL with the credentials in it",
    (echoed) => jsonText(302, { errorCode: "E" }, { location: `http://127.0.0.1:9/?you=${echoed}` }),
    redirected(302, "http://127.0.0.1:9/?you={redacted}", "E"),
  ),
  {
    ...echo(
      "The token endpoint repeats the credentials in its 400",
      (echoed) => jsonText(400, { error: "invalid_request", error_description: echoed }),
      byTokenEndpoint(refused(400, "BAD_REQUEST", 'invalid_request "{redacted}"')),
      "/api/oauth/token",
    ),
    kinds: ["serviceAccount"],
    cold: true,
  },
];
