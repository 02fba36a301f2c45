import assert from "node:assert/strict";
import { AtlasContentError } from "../../../../provider/index.js";
import { type AtlasClient } from "../../../../provider/atlas/client/client.js";
import { readRunsPage } from "../../../../provider/atlas/read/read-runs-page.js";
import { CLIENT, REF, rejectionOf, responded, hexId } from "../../../helpers/responses.js";

const ignore = (): void => undefined;

/** The error of a page with these runs. */
async function errorOf(results: readonly unknown[]): Promise<AtlasContentError> {
  const client = {
    ...CLIENT,
    secrets: () => [],
    get: () => Promise.resolve(responded({ body: { results } })),
  };
  const context = {
    client: client as unknown as AtlasClient,
    reporter: { info: ignore, warn: ignore, warnOnce: ignore },
    signal: undefined,
  };
  const error = await rejectionOf(readRunsPage(context, REF, { pageNum: 1, includeCount: true }));
  assert.ok(error instanceof AtlasContentError);
  return error;
}

describe("readRunsPage", () => {
  const MANY: readonly (readonly [string, (n: number) => unknown, string])[] = [
    ["that are numbers", (n) => n, "results[0]: expected an object, got number 0"],
    ["without an id", () => ({}), "results[0]._id: "],
    [
      "of another project",
      (n) => ({ _id: hexId(n), groupId: hexId(n) }),
      `results[0].groupId: expected "${REF.projectId}", which was asked for, got "${hexId(0)}"`,
    ],
  ];
  for (const [name, item, first] of MANY) {
    for (const [count, end] of [
      [20, ", reading"],
      [21, "; and more, reading"],
      [5_000, "; and more, reading"],
    ] as const) {
      it(`names the first 20 problems of ${count} runs ${name}`, async () => {
        const { problems, message } = await errorOf(Array.from({ length: count }, (_, n) => item(n)));
        assert.equal(problems.length, 20);
        assert.ok(problems[0]?.startsWith(first), problems[0]);
        assert.ok(message.includes(`${problems.join("; ")}${end} the runs of pipeline nightly`), message);
      });
    }
  }
});
