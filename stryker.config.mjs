// Mutation testing of provider/atlas with the unit and property tests: npm run mutation. About 20 minutes on 2 cores.

// Stryker finds a test again by its title, and the title of a property has its seed and its count: both must be the same
// in each of Stryker's processes. With 100 cases the properties take seconds.
process.env.HOSTILE_SEED = "1";
process.env.HOSTILE_CASES = "100";

export default {
  mutate: ["provider/atlas/**/*.ts"],
  testRunner: "mocha",
  testRunnerNodeArgs: ["--import=tsx"],
  mochaOptions: {
    "no-config": true, // .mocharc.json is for mocha's command. Stryker has a reporter and time limits of its own.
    extension: ["ts"],
    require: ["./test/helpers/no-network.ts", "./test/helpers/restore-mocks.ts"],
    spec: ["test/unit/**/*.test.ts", "test/property/**/*.test.ts"],
    ignore: [
      "test/unit/pulumi/resource/inputs.test.ts", // It loads dist/, which is not mutated.
      "test/unit/tools/**", // They test nothing of provider/.
    ],
  },
  coverageAnalysis: "perTest",
  concurrency: 2,
  ignorePatterns: ["/build", "/dist", "/docs", "/reports"],
  tsconfigFile: "none", // tsx strips the types.
  reporters: ["clear-text", "html", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
};
