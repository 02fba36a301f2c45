import * as pulumi from "@pulumi/pulumi";
import { checkSettingNames } from "../../config/unknown-settings.js";

/** Checks the keys of the program's stack configuration. @throws ConfigurationError */
export function checkStackConfig(): void {
  checkSettingNames(Object.keys(pulumi.runtime.allConfig()), pulumi.getProject());
}

/** Looks up a key of the program's stack configuration, such as `mongodbatlas:baseUrl`. */
export function stackConfigValue(key: string): string | undefined {
  const [namespace = "", name = ""] = key.split(":", 2);
  return new pulumi.Config(namespace).get(name);
}
