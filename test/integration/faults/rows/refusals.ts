import { type AtlasErrorCode } from "../../../../provider/index.js";
import { KINDS, RUN } from "../../../helpers/local-atlas.js";
import { atlasFails } from "../arrange.js";
import { type Row } from "../row.js";
import { foreign, refused } from "./failures.js";

const common = { group: "Refusals", kinds: ["accessToken"], requests: 1 } as const;

/** The example of the API's reference page. */
const VALIDATION = {
  error: 400,
  detail: "No provider AWS exists.",
  reason: "Bad Request",
  errorCode: "VALIDATION_ERROR",
  badRequestDetail: { fields: [{ field: "groupId", description: "must not be null" }] },
};

const INVALID_VERSION = {
  errorCode: "INVALID_VERSION_DATE",
  detail: "Invalid accept header or version date.",
};

function status(number: number, code: AtlasErrorCode, says: string, more: Partial<Row> = {}): Row {
  const arrange = atlasFails({ type: "status", status: number });
  const expected = refused(number, code, says);
  return { ...common, name: `${number}`, arrange, expected, ...more };
}

export const refusalRows: readonly Row[] = [
  status(400, "BAD_REQUEST", 'VALIDATION_ERROR "No provider AWS exists" (groupId: must not be null)', {
    name: "400 with `badRequestDetail`, as newer versions of the API have it",
    kinds: KINDS,
    arrange: atlasFails({
      type: "raw",
      status: 400,
      contentType: "application/json",
      body: JSON.stringify(VALIDATION),
    }),
  }),
  status(
    403,
    "FORBIDDEN",
    'IP_ADDRESS_NOT_ON_ACCESS_LIST "IP address 127.0.0.1 is not allowed to access this resource"',
    {
      name: "403, because the address is not on the API access list",
      kinds: KINDS,
      arrange: atlasFails({ type: "addressRefused" }),
    },
  ),
  status(401, "UNAUTHORIZED", 'USER_UNAUTHORIZED "Current user is not authorized to perform this action"', {
    name: "401, because the credentials lack the role",
    cold: true,
    options: { accessTokens: [{ token: "no-role-at-all", roles: [] }] },
    arrange: ({ configure }) => {
      configure({ "mongodbatlas:accessToken": "no-role-at-all" });
    },
    incurable: "the credentials never get the role",
  }),
  status(
    404,
    "NOT_FOUND",
    'RESOURCE_NOT_FOUND "Cannot find resource Data Lake Pipeline run with id 32b6e34b3d91647abb20e7b8"',
    {
      name: "404, because there is no such run",
      kinds: KINDS,
      arrange: ({ test: { atlas }, after }) => {
        atlas.removeRun(RUN.projectId, RUN.pipelineName, RUN.run._id);
        after.push(() => {
          atlas.setRun(RUN);
        });
      },
    },
  ),
  {
    ...common,
    name: "404 with a page of a proxy",
    arrange: atlasFails({ type: "raw", status: 404, contentType: "text/html", body: "<h1>No</h1>" }),
    expected: foreign(404, "NOT_FOUND", "text/html"),
  },
  {
    ...common,
    name: "404, because the server does not know the path",
    arrange: atlasFails({
      type: "status",
      status: 404,
      error: { errorCode: "RESOURCE_NOT_FOUND", detail: "Cannot find resource /api/atlas/v2/groups." },
    }),
    expected: {
      ...refused(404, "NOT_FOUND", ""),
      says: '404 from Atlas at {origin}: unknown path, reading {run}: RESOURCE_NOT_FOUND "Cannot find resource /api/atlas/v2/groups"',
    },
  },
  status(406, "NOT_ACCEPTABLE", 'INVALID_VERSION_DATE "Invalid accept header or version date"', {
    kinds: KINDS,
    arrange: atlasFails({ type: "status", status: 406, error: INVALID_VERSION }),
  }),
  status(410, "GONE", 'VERSION_GONE "Version 2023-01-01 of … is no longer available"', {
    name: "410: Atlas has removed the API",
    kinds: KINDS,
    arrange: atlasFails({ type: "gone" }),
  }),
  status(418, "UNEXPECTED_STATUS", `I_M_A_TEAPOT "I'm a Teapot"`),
  {
    ...common,
    name: "204, without a body",
    kinds: KINDS,
    arrange: atlasFails({ type: "raw", status: 204, body: "" }),
    expected: foreign(204, "UNEXPECTED_STATUS", "no body"),
  },
];
