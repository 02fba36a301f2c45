import { InvalidArgumentError } from "../../errors/index.js";
import { allOf } from "./check-keys.js";

/**
 * Checks that none of the refused options is given, and returns the others as a plain object. One that is there as
 * undefined counts as left out.
 *
 * @param where Prefix that says whose options they are, with its colon.
 * @param refused The problem with each option, as a message says it.
 * @throws InvalidArgumentError
 */
export function checkRefused(
  where: string,
  options: unknown,
  refused: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const given = Object.entries(allOf(where, "the options", options ?? {}));
  return Object.fromEntries(
    given.filter(([option, value]) => {
      const problem = Object.hasOwn(refused, option) ? refused[option] : undefined;
      if (problem === undefined || value === undefined) return problem === undefined;
      throw new InvalidArgumentError(`${where}the option ${option} ${problem}: leave it out`);
    }),
  );
}
