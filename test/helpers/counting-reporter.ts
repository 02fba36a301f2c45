import { appendFileSync } from "node:fs";
import Mocha from "mocha";

/**
 * Mocha's own `spec` report. Where the variable TEST_COUNTS names a file, it adds the run's counts to it as a line of
 * JSON, so that what several runs came to can be added up.
 */
class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const file = process.env["TEST_COUNTS"];
      if (file !== undefined && file !== "")
        appendFileSync(file, `${JSON.stringify({ passes, failures, pending })}\n`);
    });
  }
}

export = CountingReporter;
