import * as pulumi from "@pulumi/pulumi";
import { checkSettingNames } from "../../config/unknown-settings.js";

/** Checks the keys of the program's stack configuration. @throws ConfigurationError */
export function checkStackConfig(): void {
  checkSettingNames(Object.keys(pulumi.runtime.allConfig()), pulumi.getProject());
}
