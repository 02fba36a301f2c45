import { PolicyPack, type StackValidationPolicy } from "@pulumi/policy";
import {
  ageViolation,
  DEFAULT_MAX_AGE_DAYS,
  DEFAULT_MIN_DAYS_LEFT,
  deletionViolation,
  type RunProperties,
  stateViolation,
} from "./policies";
import { findRuns } from "./runs";

interface Config {
  readonly maxAgeDays?: number;
  readonly minDaysLeft?: number;
}

type Check = (run: RunProperties, config: Config) => string | undefined;

/** `validateStack`, since the engine runs `validateResource` for no resource that is read. */
function validate(check: Check): StackValidationPolicy["validateStack"] {
  return (args, reportViolation) => {
    const config = args.getConfig<Config>();
    const runs = findRuns(args.resources);
    if (runs.length === 0) args.notApplicable("no Data Lake Pipeline run is among the outputs of the stack");
    for (const { urn, run } of runs) {
      const message = check(run, config);
      if (message !== undefined) reportViolation(message, urn);
    }
  };
}

new PolicyPack("atlas-data-lake", {
  enforcementLevel: "mandatory",
  policies: [
    {
      name: "run-state",
      description: "Only Data Lake Pipeline runs that are DONE may be used.",
      validateStack: validate(stateViolation),
    },
    {
      name: "dataset-age",
      description: "Datasets may not be too old.",
      configSchema: {
        properties: { maxAgeDays: { type: "number", minimum: 0, default: DEFAULT_MAX_AGE_DAYS } },
      },
      validateStack: validate((run, { maxAgeDays = DEFAULT_MAX_AGE_DAYS }) =>
        ageViolation(run, new Date(), maxAgeDays),
      ),
    },
    {
      name: "dataset-deletion",
      description: "Datasets may not be about to be deleted.",
      configSchema: {
        properties: { minDaysLeft: { type: "number", minimum: 0, default: DEFAULT_MIN_DAYS_LEFT } },
      },
      validateStack: validate((run, { minDaysLeft = DEFAULT_MIN_DAYS_LEFT }) =>
        deletionViolation(run, new Date(), minDaysLeft),
      ),
    },
  ],
});
