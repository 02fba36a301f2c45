import { KINDS, RUN } from "../../../helpers/local-atlas.js";
import { rowsOf, type Arrange, type Failure, type Row } from "../row.js";
import { echoOf } from "../../../helpers/wire/watching.js";
import { jsonText } from "../../../helpers/wire/scripts.js";
import { byTokenEndpoint, noJson, noRun, redirected, refused, unexpected } from "./failures.js";

const row = rowsOf("Echoed credentials", { kinds: KINDS, through: "wire" });

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
  return row(name, 1, arrange, { expected });
}

const HAS_CREDENTIALS = unexpected("the response contains the credentials of the read (status 200)");

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
  ...["state", "_id", "x"].map((field) =>
    echo(
      `A run with the credentials in \`${field}\``,
      (echoed) => jsonText(200, { ...RUN.run, [field]: echoed }),
      HAS_CREDENTIALS,
    ),
  ),
  echo(
    "An API error with status 200 that repeats the credentials",
    (echoed) => jsonText(200, { error: 401, errorCode: echoed }),
    noRun(', but the body has error 401, errorCode "{redacted}"'),
  ),
  echo(
    "A media type with the credentials in it",
    (echoed) => jsonText(200, RUN.run, { "content-type": `text/${echoed}` }),
    noJson("media type text/{redacted}"),
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
