import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../tools/root.js";
import { useExamples } from "../../helpers/engine/use-examples.js";

/** Examples that other tests follow, since they need more than Node and the engine. */
const ELSEWHERE = ["federated-database", "other-languages"];

describe("the examples, as their READMEs say", function () {
  const examples = useExamples();

  const folders = readdirSync(join(ROOT, "examples"), { withFileTypes: true });
  for (const { name } of folders.filter((entry) => entry.isDirectory() && !ELSEWHERE.includes(entry.name))) {
    it(`${name} works, prints what is promised, and cleans up`, () =>
      examples.follow(name, { twice: name === "read-one-run" }));
  }
});
