import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { MAX_PROBLEMS } from "./problems.js";

/** Most errors of one array. An intersection reports an item that is not an object twice, so that 20 problems remain. */
const MAX_ERRORS = 2 * MAX_PROBLEMS;

/** Codec of an array that decodes no further item after 20 problems: a body of 8 MiB may have millions. */
export function boundedArray<A>(item: t.Type<A>): t.Type<A[]> {
  const all = t.array(item);
  const validate: t.Validate<unknown, A[]> = (value, context) => {
    if (!Array.isArray(value)) return t.failure(value, context);
    const [items, errors]: [A[], t.Errors] = [[], []];
    for (const [at, each] of value.entries()) {
      if (errors.length > MAX_ERRORS) break;
      const decoded = item.validate(each, t.appendContext(context, String(at), item, each));
      if (isLeft(decoded)) errors.push(...decoded.left);
      else items.push(decoded.right);
    }
    return errors.length > 0 ? t.failures(errors) : t.success(items);
  };
  return new t.ArrayType(all.name, all.is, validate, t.identity, item);
}
