// The API documentation: npm run docs:api

/** Adapts a page that is made from a guide: runs once for each text, after it is parsed. */
function adaptGuide({ tokens }) {
  for (const [i, { type, children }] of tokens.entries()) {
    for (const child of children ?? []) {
      // TypeDoc leaves code out of the anchor of a heading; on GitHub it is part of it.
      if (tokens[i - 1]?.type === "heading_open" && child.type === "code_inline") child.type = "text";
      // A link to a folder, such as an example: it is not part of this documentation.
      const href = type === "inline" && child.type === "link_open" ? child.attrGet("href") : null;
      if (href !== null && /^(?!\w+:).*\/$/.test(href)) child.attrs = [];
    }
  }
}

const config = {
  name: "pulumi-atlas-data-lake",
  entryPoints: ["provider/index.ts", "provider/testing/index.ts"],
  tsconfig: "provider/tsconfig.json",
  out: "build/api-docs",
  readme: "README.md",
  projectDocuments: ["docs/[a-z]*.md"],
  customCss: "docs/api/style.css",
  highlightLanguages: ["bash", "json", "typescript", "yaml", "mermaid"],
  markdownItLoader: (parser) => parser.core.ruler.push("guides", adaptGuide),
  useFirstParagraphOfCommentAsSummary: true,
  groupOrder: ["Documents", "Functions", "Classes", "Errors", "*"],
  navigation: { includeGroups: true },
  includeHierarchySummary: false,
  excludeExternals: true,
  excludeInternal: true,
  excludePrivate: true,
  disableSources: true,
  treatWarningsAsErrors: true,
  treatValidationWarningsAsErrors: true,
  validation: {
    notExported: true,
    invalidLink: true,
    // The guides link to folders, which is no mistake: a test checks their links.
    invalidPath: false,
    notDocumented: true,
    rewrittenLink: true,
    unusedMergeModuleWith: true,
  },
  requiredToBeDocumented: [
    "Enum",
    "EnumMember",
    "Variable",
    "Function",
    "Class",
    "Interface",
    "Method",
    "CallSignature",
    "GetSignature",
    "SetSignature",
    "TypeAlias",
  ],
};

export default config;
