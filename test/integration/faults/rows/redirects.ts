import { KINDS } from "../../../helpers/local-atlas.js";
import { atlasFails } from "../arrange.js";
import { type Bench } from "../bench.js";
import { type Row } from "../row.js";
import { redirected } from "./failures.js";

interface Target {
  readonly name: string;
  readonly location: (bench: Bench) => string;
  /** How the message shows it, in a template. */
  readonly shown: string;
}

const SAME: Target = {
  name: "another path of the same host",
  location: ({ test }) => `${test.atlas.baseUrl}/elsewhere`,
  shown: "{origin}/elsewhere",
};
/** What the messages of rows cannot know is the port. */
const OTHER: Target = {
  name: "another host",
  location: ({ stranger }) => stranger.baseUrl.replace("127.0.0.1", "localhost"),
  shown: "http://localhost:{n}",
};
const FILE: Target = {
  name: "a `file:` URL",
  location: () => "file:///etc/passwd",
  shown: "file:///etc/passwd",
};

const NAMES: Readonly<Record<number, string>> = {
  301: 'MOVED_PERMANENTLY "Moved Permanently"',
  302: 'FOUND "Found"',

  307: 'TEMPORARY_REDIRECT "Temporary Redirect"',
  308: 'PERMANENT_REDIRECT "Permanent Redirect"',
};

function redirect(status: number, target: Target, kinds: Row["kinds"]): Row {
  return {
    group: "Redirects",
    name: `${status} to ${target.name}`,
    kinds,
    arrange: (bench) => {
      bench.test.atlas.fail({ type: "status", status, headers: { location: target.location(bench) } });
    },
    expected: redirected(status, target.shown, NAMES[status] ?? ""),
    requests: 1,
  };
}

export const redirectRows: readonly Row[] = [
  redirect(302, SAME, ["accessToken"]),
  redirect(301, OTHER, ["accessToken"]),
  redirect(302, OTHER, KINDS),
  redirect(307, OTHER, KINDS),
  redirect(308, OTHER, ["accessToken"]),
  redirect(302, FILE, ["accessToken"]),
  {
    ...redirect(302, { name: "nowhere", location: () => "", shown: "no address" }, ["accessToken"]),
    name: "302 without a Location",
    arrange: atlasFails({ type: "status", status: 302 }),
  },
];
