import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../tools/root.js";
import { type Following, useExamples } from "../../helpers/engine/use-examples.js";

const PREVIEW_AND_UP = { commands: ["pulumi preview", "pulumi up"] };

const EXAMPLES: Readonly<Record<string, Following>> = {
  "read-one-run": { ...PREVIEW_AND_UP, twice: true },
  "gate-deploy": PREVIEW_AND_UP,
  "promote-dataset": PREVIEW_AND_UP,
  "latest-run": PREVIEW_AND_UP,
  "wait-for-run": PREVIEW_AND_UP,
  policy: PREVIEW_AND_UP,
  ci: { commands: ["preview.sh", "--policy-pack"] },
};

/** Examples that other tests follow, since they need more than Node and the engine. */
const ELSEWHERE = ["federated-database", "other-languages"];

describe("the examples, as their READMEs say", function () {
  const examples = useExamples();

  for (const [name, following] of Object.entries(EXAMPLES)) {
    it(`${name} works, prints what is promised, and cleans up`, () => examples.follow(name, following));
  }

  it("are all tested", () => {
    const folders = readdirSync(join(ROOT, "examples"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    assert.deepEqual(folders.sort(), [...Object.keys(EXAMPLES), ...ELSEWHERE].sort());
  });
});
