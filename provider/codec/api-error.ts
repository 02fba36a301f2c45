import { isRight } from "fp-ts/lib/Either.js";
import * as t from "io-ts";

/** The documented fields of an error answer, each as far as it is there and of its type. */
export interface ApiErrorBody {
  readonly detail?: string;
  readonly error?: number;
  readonly errorCode?: string;
  readonly parameters?: readonly unknown[];
  readonly reason?: string;
}

const FIELDS = {
  detail: t.string,
  error: t.Int,
  errorCode: t.string,
  parameters: t.array(t.unknown),
  reason: t.string,
};

/**
 * Decodes an error body. It never fails: an error must not hide behind an error, so what is missing or of
 * another type is left out, and a body that is no object gives no fields.
 */
export function decodeApiError(body: unknown): ApiErrorBody {
  const object = t.UnknownRecord.decode(body);
  if (!isRight(object)) return {};
  const fields = Object.entries(FIELDS).filter(([key, codec]) => codec.is(object.right[key]));
  return Object.fromEntries(fields.map(([key]) => [key, object.right[key]]));
}
