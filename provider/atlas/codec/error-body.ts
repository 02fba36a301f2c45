import { isRight } from "fp-ts/lib/Either.js";
import * as t from "io-ts";

/** Documented fields of an error body. Fields that are missing or of another type are left out. */
export interface ApiErrorBody {
  readonly detail?: string;
  readonly error?: number;
  readonly errorCode?: string;
  readonly parameters?: readonly unknown[];
  readonly reason?: string;
  /** The parts of the request that are invalid. */
  readonly badRequestDetail?: { readonly fields: readonly t.TypeOf<typeof BadField>[] };
}

const BadField = t.type({ field: t.string, description: t.string });

const API_FIELDS = {
  detail: t.string,
  error: t.Int,
  errorCode: t.string,
  parameters: t.array(t.unknown),
  reason: t.string,
  badRequestDetail: t.type({ fields: t.array(BadField) }),
};

/** Decodes an error body of the API. Never fails, since the error itself must be reported. */
export function decodeApiError(body: unknown): ApiErrorBody {
  return fieldsOf(body, API_FIELDS);
}

const OAUTH_FIELDS = { error: t.string, error_description: t.string };

/** Decodes an error body of the token endpoint (RFC 6749 section 5.2). It may also be one of the API. */
export function decodeTokenError(body: unknown): ApiErrorBody {
  const { error: errorCode, error_description: detail } = fieldsOf(body, OAUTH_FIELDS) as Record<
    string,
    string
  >;
  return { ...decodeApiError(body), ...(errorCode && { errorCode }), ...(detail && { detail }) };
}

function fieldsOf(body: unknown, codecs: Readonly<Record<string, t.Mixed>>): Record<string, unknown> {
  const object = t.UnknownRecord.decode(body);
  if (!isRight(object)) return {};
  const fields = Object.entries(codecs).filter(([key, codec]) => codec.is(object.right[key]));
  return Object.fromEntries(fields.map(([key]) => [key, object.right[key]]));
}
