import { type Row } from "../row.js";
import { clockRows } from "./clock.js";
import { connectionRows } from "./connection.js";
import { contentRows } from "./content.js";
import { digestRows } from "./digest.js";
import { echoRows } from "./echoes.js";
import { httpRows } from "./http.js";
import { oauthRows } from "./oauth.js";
import { rateLimitRows } from "./rate-limits.js";
import { redirectRows } from "./redirects.js";
import { refusalRows } from "./refusals.js";
import { serverErrorRows } from "./server-errors.js";
import { sizeRows } from "./size.js";

/** The whole matrix, in the order of its table. */
export const ROWS: readonly Row[] = [
  ...connectionRows,
  ...httpRows,
  ...sizeRows,
  ...contentRows,
  ...redirectRows,
  ...refusalRows,
  ...rateLimitRows,
  ...serverErrorRows,
  ...digestRows,
  ...oauthRows,
  ...clockRows,
  ...echoRows,
];
