// The directions of imports, as the table in CONTRIBUTING.md ("Where things are") explains them. A type import counts
// like any other, except where tools import the provider.

/** What each folder of provider/ may import from the rest of the repository, besides itself. */
const MAY_IMPORT = {
  pulumi: ["provider/atlas/", "provider/run/", "provider/config/", "provider/errors/"],
  atlas: ["provider/run/", "provider/config/", "provider/errors/"],
  run: ["provider/errors/"],
  config: ["provider/errors/"],
  errors: [],
  testing: [
    "provider/errors/text\\.ts$",
    "provider/errors/suggestion\\.ts$",
    "provider/run/known-values\\.ts$",
  ],
};

/** The folders inside a folder, lowest first. A folder imports from lower ones only: not from its neighbours. */
const LEVELS = {
  "provider/atlas": [["async", "codec"], ["http"], ["auth"], ["client"], ["read"], ["list", "check"]],
  "provider/pulumi": [["arguments", "process"], ["explicit"], ["resource", "functions", "host"], ["summary"]],
  "provider/testing": [["http", "runs"], ["auth"], ["api"], ["faults"], ["scenario"], ["command"]],
};

const SEE = 'See "Where things are" in CONTRIBUTING.md.';

const betweenFolders = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  name: `provider-${folder}`,
  severity: "error",
  comment: `provider/${folder} imports only from: ${allowed.join(", ").replaceAll(/\\|\$/g, "") || "itself"}. ${SEE}`,
  from: { path: `^provider/${folder}/` },
  to: {
    path: "^(provider|tools|test|examples|dist|build)/",
    pathNot: `^(${[`provider/${folder}/`, ...allowed].join("|")})`,
  },
}));

const betweenLevels = Object.entries(LEVELS).flatMap(([parent, levels]) =>
  levels.flatMap((names, level) => {
    const lower = levels.slice(0, level).flat();
    if (lower.length + names.length === levels.flat().length && names.length === 1) return []; // The top imports from all.
    return names.map((name) => ({
      name: `${parent.replace("/", "-")}-${name}`,
      severity: "error",
      comment: `Inside ${parent}, ${name} imports only from: ${lower.join(", ") || "itself"}. ${SEE}`,
      from: { path: `^${parent}/${name}/` },
      to: { path: `^${parent}/`, pathNot: `^${parent}/(${[name, ...lower].join("|")})/` },
    }));
  }),
);

export default {
  forbidden: [
    ...betweenFolders,
    ...betweenLevels,
    {
      name: "provider-has-known-folders",
      severity: "error",
      comment: `provider/ has index.ts and the folders of the table, and each file of a layered folder is in a layer. ${SEE}`,
      from: {
        path: "^provider/",
        pathNot: [
          "^provider/index\\.ts$",
          "^provider/(run|config|errors|testing)/",
          ...Object.entries(LEVELS).map(([parent, levels]) => `^${parent}/(${levels.flat().join("|")})/`),
        ],
      },
      to: {},
    },
    {
      name: "index-stays-inside-provider",
      severity: "error",
      comment: `The package contains provider/ alone. ${SEE}`,
      from: { path: "^provider/index\\.ts$" },
      to: { path: "^(tools|test|examples|dist|build)/" },
    },
    {
      name: "only-provider-pulumi-knows-the-sdk",
      severity: "error",
      comment: `Only provider/pulumi imports @pulumi/pulumi. ${SEE}`,
      from: { path: "^provider/", pathNot: "^provider/pulumi/" },
      to: { path: "(^|/)@pulumi/" },
    },
    {
      name: "tools-use-the-package",
      severity: "error",
      comment: `tools/ imports the package by its name, and from provider/ types only. ${SEE}`,
      from: { path: "^tools/" },
      to: { path: "^provider/", dependencyTypesNot: ["type-only", "type-import"] },
    },
    {
      name: "tools-do-not-use-tests",
      severity: "error",
      comment: `tools/ does not import from test/ or examples/. ${SEE}`,
      from: { path: "^tools/" },
      to: { path: "^(test|examples)/" },
    },
    {
      name: "no-cycle",
      severity: "error",
      comment: `Files do not import each other, directly or by way of others. ${SEE}`,
      from: {},
      to: { circular: true },
    },
    {
      name: "resolved",
      severity: "error",
      comment: "An import that cannot be resolved escapes the other rules.",
      from: { path: "^(provider|tools|test)/" },
      to: { couldNotResolve: true, pathNot: "^pulumi-atlas-data-lake" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
    doNotFollow: { path: ["node_modules", "^dist/"] },
  },
};
