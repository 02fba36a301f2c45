import { jsonText } from "../wire/scripts.js";
import { forward, type Script } from "../wire/wire.js";

/**
 * Responds with a status, and with the credentials of the request in every form, in every field of an error body and in a
 * header. A request without credentials is passed on, so that it gets its challenge.
 */
export function echoing(upstream: string, status: number): Script {
  return (socket, request) => {
    const { authorization } = request.headers;
    if (authorization === undefined) return forward(upstream)(socket, request);
    const location = `https://login.invalid/?sent=${encodeURIComponent(authorization)}`;
    const body = status === 200 ? echoingRun(authorization) : echoingError(authorization);
    socket.write(jsonText(status, body, { location }));
  };
}

function echoingError(sent: string): object {
  const credentials = sent.replace(/^\w+ /, "");
  const forms = [
    sent,
    encodeURIComponent(sent),
    Buffer.from(credentials).toString("base64"),
    Buffer.from(credentials).toString("base64url"),
    JSON.stringify({ sent }),
    // The id and the secret of Basic authorization.
    Buffer.from(credentials, "base64").toString("utf8"),
  ];
  const detail = forms.join(" ");
  return { errorCode: credentials, detail, reason: detail, parameters: [detail, { [sent]: forms }] };
}

/** A run with wrong types, which a message quotes the beginning of, and a value that it warns of. */
function echoingRun(sent: string): object {
  return { stats: sent, datasetRetentionPolicy: sent.replace(/^\w+ /, ""), phase: sent };
}
