import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as typedoc from "typedoc";
import { ReflectionKind } from "typedoc";
import { OPTIONAL_FIELDS } from "../../provider/run/fields.js";
import { RUN_ARGUMENTS } from "../../provider/run/run-ref.js";
import { ROOT } from "../../tools/root.js";
import { tempFolder } from "../helpers/temp-folder.js";

/** Keeps what TypeDoc says. */
class Lines extends typedoc.Logger {
  readonly lines: string[] = [];

  override log(message: string, level: typedoc.LogLevel): void {
    super.log(message, level);
    if (level >= typedoc.LogLevel.Warn) this.lines.push(message);
  }
}

describe("the API documentation", function () {
  this.timeout(60_000).slow(30_000);

  const folder = tempFolder();
  let project: typedoc.ProjectReflection;
  const logger = new Lines();

  before(async () => {
    const options = { options: join(ROOT, "typedoc.config.mjs") };
    const readers = [new typedoc.TypeDocReader(), new typedoc.TSConfigReader()];
    const app = await typedoc.Application.bootstrap(options, readers);
    app.logger = logger;
    project = (await app.convert()) ?? assert.fail(logger.lines.join("\n"));
    app.validate(project);
    await app.generateDocs(project, folder.path);
  });

  after(folder.remove);

  it("is made without a warning: each name has a docstring, each link a target, each class and function an example", () => {
    assert.deepEqual(logger.lines, []);
    const hasExample = ({ comment }: typedoc.Reflection): boolean =>
      comment?.getTag("@example") !== undefined;
    const classes = project.getReflectionsByKind(ReflectionKind.Class);
    const functions = project
      .getReflectionsByKind(ReflectionKind.CallSignature)
      .filter(({ parent }) => parent?.kindOf(ReflectionKind.Function));
    const without = [...classes, ...functions].filter((reflection) => !hasExample(reflection));
    assert.deepEqual(
      without.map((reflection) => reflection.getFullName()),
      [],
    );
  });

  it("has the docstring of each field of the resource and of a result, which are written once", () => {
    const fields = [...RUN_ARGUMENTS, ...OPTIONAL_FIELDS].sort();
    for (const name of ["DataLakePipelineRun", "GetDataLakePipelineRunResult"]) {
      const found = project
        .getReflectionsByKind(ReflectionKind.Class | ReflectionKind.Interface)
        .filter((one): one is typedoc.DeclarationReflection => one.name === name && "children" in one)
        .flatMap(({ children = [] }) => children)
        .flatMap((child) => (child.comment ? [child.name] : []));
      assert.deepEqual(found.filter((field) => (fields as string[]).includes(field)).sort(), fields, name);
    }
  });

  it("begins with the README, and has a page of each entry point and of each guide", () => {
    assert.match(readFileSync(join(folder.path, "index.html"), "utf8"), /<h1[^>]*>pulumi-atlas-data-lake/);
    const guides = readdirSync(join(ROOT, "docs")).filter((name) => /^[a-z].*\.md$/.test(name));
    for (const page of [
      ...["modules/pulumi-atlas-data-lake", "modules/pulumi-atlas-data-lake_testing"],
      ...guides.map((name) => `documents/${name.replace(".md", "")}`),
    ])
      assert.ok(existsSync(join(folder.path, `${page}.html`)), page);
  });
});
