import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

// It reads the producer's stored outputs, and needs no credentials of Atlas.
const producer = new pulumi.StackReference(config.require("producer"));

// Fails if the producer has not published a dataset, where getOutput would give undefined.
export const datasetName = producer.requireOutput("datasetName");
export const restoreFrom = pulumi.interpolate`snapshot ${producer.requireOutput("snapshotId")}`;
