import { type EngineProject } from "./project.js";

/** A resource that a run feeds, in a program: it is updated when its inputs change. */
export const DEPENDANT = `
  class Dependant extends pulumi.dynamic.Resource {
    constructor(name, props, opts) {
      super({
        create: async (inputs) => ({ id: "id", outs: inputs }),
        update: async (_id, _olds, news) => ({ outs: news }),
        diff: async (_id, olds, news) => ({ changes: ["value", "version"].some((key) => olds[key] !== news[key]) }),
      }, name, props, opts);
    }
  }
`;

interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** The outputs of the dependants in the state, by name. */
export async function dependants(project: EngineProject): Promise<Readonly<Record<string, unknown>>> {
  const state = JSON.parse(await project.succeed(["stack", "export"])) as {
    deployment: { resources?: readonly Resource[] };
  };
  const found = (state.deployment.resources ?? []).filter(
    ({ type }) => type === "pulumi-nodejs:dynamic:Resource",
  );
  return Object.fromEntries(
    found.map(({ urn, outputs }) => {
      const { __provider: _provider, ...rest } = outputs ?? {};
      return [urn.split("::").at(-1) ?? "", rest];
    }),
  );
}
