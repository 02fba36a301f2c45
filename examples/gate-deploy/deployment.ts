import * as pulumi from "@pulumi/pulumi";

/** What a deployment is made of. */
export interface DeploymentArgs {
  readonly datasetName: pulumi.Input<string>;
  readonly snapshotId: pulumi.Input<string>;
}

/**
 * Stands for what a deploy creates from a dataset: a Federated Database, a job, a service. It needs no cloud account,
 * so that the example runs anywhere.
 */
export class Deployment extends pulumi.dynamic.Resource {
  declare readonly datasetName: pulumi.Output<string>;
  declare readonly snapshotId: pulumi.Output<string>;

  constructor(name: string, args: DeploymentArgs, opts?: pulumi.CustomResourceOptions) {
    super(provider, name, { ...args }, opts);
  }
}

const provider: pulumi.dynamic.ResourceProvider = {
  create: (inputs: Record<string, unknown>) =>
    Promise.resolve({ id: `deployment-of-${String(inputs["snapshotId"])}`, outs: inputs }),
};
