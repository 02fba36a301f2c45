import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  Application,
  type DeclarationReflection,
  Logger,
  LogLevel,
  type ProjectReflection,
  ReflectionKind,
  TSConfigReader,
  TypeDocReader,
} from "typedoc";
import { OPTIONAL_FIELDS } from "../../provider/run/fields.js";
import { RUN_ARGUMENTS } from "../../provider/run/run-ref.js";
import { ROOT } from "../helpers/docs/markdown.js";

/** Keeps what TypeDoc says. */
class Lines extends Logger {
  readonly lines: string[] = [];

  override log(message: string, level: LogLevel): void {
    super.log(message, level);
    if (level >= LogLevel.Warn) this.lines.push(message);
  }
}

describe("the API documentation", function () {
  this.timeout(60_000).slow(30_000);

  let folder: string;
  let project: ProjectReflection | undefined;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "api-docs-"));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is made without a warning: each name has a docstring, each link a target, each class and function an example", async () => {
    const logger = new Lines();
    const app = await Application.bootstrap({ options: join(ROOT, "typedoc.config.mjs") }, [
      new TypeDocReader(),
      new TSConfigReader(),
    ]);
    app.logger = logger;
    project = await app.convert();
    assert.ok(project, logger.lines.join("\n"));
    app.validate(project);
    assert.deepEqual(logger.lines, []);
    await app.generateDocs(project, folder);
    const entries = ["pulumi-atlas-data-lake", "pulumi-atlas-data-lake_testing"];
    assert.deepEqual(withoutExample(project), []);
    for (const entry of entries) assert.ok(existsSync(join(folder, "modules", `${entry}.html`)), entry);
    assert.ok(existsSync(join(folder, "classes", "pulumi-atlas-data-lake.DataLakePipelineRun.html")));
  });

  for (const name of ["DataLakePipelineRun", "GetDataLakePipelineRunResult"]) {
    it(`has the docstring of each field of ${name}, which are written once`, () => {
      const fields = [...RUN_ARGUMENTS, ...OPTIONAL_FIELDS];
      const kinds = [ReflectionKind.Class, ReflectionKind.Interface];
      const found = kinds
        .flatMap((kind) => project?.getReflectionsByKind(kind) ?? [])
        .filter((reflection): reflection is DeclarationReflection => reflection.name === name)
        .flatMap(({ children = [] }) => children.filter((child) => child.comment).map((child) => child.name));
      assert.deepEqual(found.filter((field) => (fields as string[]).includes(field)).sort(), fields.sort());
    });
  }
});

/** The exported classes and functions whose docstring has no example. */
function withoutExample(project: ProjectReflection): readonly string[] {
  const classes = project
    .getReflectionsByKind(ReflectionKind.Class)
    .filter(({ comment }) => comment?.getTag("@example") === undefined);
  const functions = project
    .getReflectionsByKind(ReflectionKind.CallSignature)
    .filter(({ parent, comment }) => parent?.kindOf(ReflectionKind.Function) && !comment?.getTag("@example"));
  return [...classes, ...functions].map((reflection) => reflection.getFullName());
}
