import assert from "node:assert/strict";
import { AtlasContentError } from "../../../../provider/index.js";
import { readRunsPage } from "../../../../provider/atlas/read/read-runs-page.js";
import { contextOf, respondingClient } from "../../../helpers/clients.js";
import { REF, rejectionOf } from "../../../helpers/responses.js";

describe("readRunsPage", () => {
  for (const [count, end] of [
    [20, ", reading"],
    [21, "; and more, reading"],
    [500, "; and more, reading"],
  ] as const) {
    it(`names the first 20 problems of ${count} results that are empty objects`, async () => {
      const { client } = respondingClient(() => ({ results: Array.from({ length: count }, () => ({})) }));
      const query = { pageNum: 1, includeCount: true };
      const error = await rejectionOf(readRunsPage(contextOf(client), REF, query));
      assert.ok(error instanceof AtlasContentError);
      const { problems, message } = error;
      assert.equal(problems.length, 20);
      assert.ok(message.includes(`${problems.join("; ")}${end} the runs of pipeline nightly`), message);
    });
  }
});
