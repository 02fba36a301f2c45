import { InvalidArgumentError } from "../../errors/index.js";

/**
 * Checks that none of the refused options is given. One that is there as undefined counts as left out.
 *
 * @param where Prefix that says whose options they are, with its colon.
 * @param refused The problem with each option, as a message says it.
 * @throws InvalidArgumentError
 */
export function checkRefused(
  where: string,
  options: object,
  refused: Readonly<Record<string, string>>,
): void {
  const given = options as Readonly<Record<string, unknown>>;
  for (const option of Object.keys(given)) {
    const problem = Object.hasOwn(refused, option) ? refused[option] : undefined;
    if (problem === undefined || given[option] === undefined) continue;
    throw new InvalidArgumentError(`${where}the option ${option} ${problem}: leave it out`);
  }
}
