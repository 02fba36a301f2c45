import { engineOrSkip } from "../../tools/engine/engine-for-tests.js";
import { IsolatedPulumi } from "../../tools/engine/isolated-pulumi.js";

/**
 * Gives the tests of a `describe` a Pulumi of their own, and takes it away after them. Where there is no engine, they are
 * pending.
 *
 * @param setUp What else they need once there is an engine. In one hook with it: Mocha would run another one all the same.
 */
export function useEngine(setUp?: (pulumi: IsolatedPulumi) => void | Promise<void>): {
  readonly pulumi: IsolatedPulumi;
} {
  let pulumi: IsolatedPulumi | undefined;
  before(async function () {
    this.timeout(0);
    pulumi = new IsolatedPulumi(await engineOrSkip(this));
    await setUp?.(pulumi);
  });
  after(() => {
    pulumi?.remove();
  });
  return {
    get pulumi() {
      if (pulumi === undefined) throw new Error("there is no engine before the tests have begun");
      return pulumi;
    },
  };
}
