import { KINDS } from "../../../helpers/local-atlas.js";
import { atlasFails } from "../arrange.js";
import { type Bench } from "../bench.js";
import { rowsOf, type Row } from "../row.js";
import { redirected } from "./failures.js";

const row = rowsOf("Redirects");

/** Where to, and how the message shows it in a template, which cannot know the port. */
const TARGETS: Readonly<Record<string, readonly [location: (bench: Bench) => string, shown: string]>> = {
  "another path of the same host": [({ test }) => `${test.atlas.baseUrl}/elsewhere`, "{origin}/elsewhere"],
  "another host": [
    ({ stranger }) => stranger.baseUrl.replace("127.0.0.1", "localhost"),
    "http://localhost:{n}",
  ],
  "a `file:` URL": [() => "file:///etc/passwd", "file:///etc/passwd"],
};

const FOUND = 'FOUND "Found"';

export const redirectRows: readonly Row[] = [
  ...(
    [
      [302, FOUND, "another path of the same host"],
      [301, 'MOVED_PERMANENTLY "Moved Permanently"', "another host"],
      [302, FOUND, "another host", KINDS],
      [307, 'TEMPORARY_REDIRECT "Temporary Redirect"', "another host", KINDS],
      [308, 'PERMANENT_REDIRECT "Permanent Redirect"', "another host"],
      [302, FOUND, "a `file:` URL"],
    ] as const
  ).map(([status, says, to, kinds = ["accessToken"] as const]) => {
    const [locationOf = (): string => "", shown = ""] = TARGETS[to] ?? [];
    const arrange = (bench: Bench): void => {
      bench.test.atlas.fail({ type: "status", status, headers: { location: locationOf(bench) } });
    };
    return row(`${status} to ${to}`, 1, arrange, { kinds, expected: redirected(status, shown, says) });
  }),
  row("302 without a Location", 1, atlasFails({ type: "status", status: 302 }), {
    expected: redirected(302, "no address", FOUND),
  }),
];
