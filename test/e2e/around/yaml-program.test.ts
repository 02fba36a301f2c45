import { yamlHostOrSkip } from "../../../tools/engine/engine-for-tests.js";
import { useExamples } from "../../helpers/engine/use-examples.js";

describe("a YAML program, as its README says", function () {
  let path = "";

  before(async function () {
    path = await yamlHostOrSkip(this);
  });

  const examples = useExamples();

  it("takes the fields of a run from the stack of a Node program", () =>
    examples.follow("other-languages", { path }));
});
