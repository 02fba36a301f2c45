import * as pulumi from "@pulumi/pulumi";

// A downstream stack: it knows the run only by what the first stack exports.
const upstream = new pulumi.StackReference(new pulumi.Config().require("upstream"));
const snapshotId = upstream.requireOutput("snapshotId");
const datasetName = upstream.requireOutput("datasetName");

/** Configuration of a Federated Database collection. */
export const dataSource = { storeName: "data-lake", datasetName };
export const restoreFrom = pulumi.interpolate`snapshot ${snapshotId}`;
