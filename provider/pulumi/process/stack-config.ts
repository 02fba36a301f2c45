import * as pulumi from "@pulumi/pulumi";
import { type Lookup } from "../../config/keys.js";
import { checkSettingNames } from "../../config/unknown-settings.js";

/**
 * Checks the keys of the program's stack configuration, and returns it by keys such as `mongodbatlas:baseUrl`.
 *
 * @throws ConfigurationError for a key that is not a setting
 */
export function checkStackConfig(): Lookup {
  // The SDK parses the whole configuration for each call.
  const config: Readonly<Record<string, string>> = pulumi.runtime.allConfig();
  checkSettingNames(Object.keys(config), pulumi.getProject());
  return (key) => config[key];
}
