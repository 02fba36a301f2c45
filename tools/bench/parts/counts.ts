import { type Counts } from "../atlas/protocol.js";
import { figure, type Figure } from "../statistics.js";

/** What the server saw, as figures of a row; a token that is given back is no request of a read. */
export function countFigures(all: readonly Counts[]): Readonly<Record<string, Figure>> {
  const of = (count: (counts: Counts) => number): Figure => figure("", all.map(count));
  return {
    requests: of(({ requests, revocations }) => requests - revocations),
    reads: of(({ reads }) => reads),
    challenges: of(({ challenges }) => challenges),
    tokens: of(({ tokens }) => tokens),
    connections: of(({ connections }) => connections),
  };
}
