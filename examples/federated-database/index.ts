import * as mongodbatlas from "@pulumi/mongodbatlas";
import * as pulumi from "@pulumi/pulumi";
import * as atlas from "pulumi-atlas-data-lake";

const config = new pulumi.Config();
const projectId = config.require("projectId");

const run = new atlas.DataLakePipelineRun("run", {
  projectId,
  pipelineName: config.require("pipelineName"),
  pipelineRunId: config.require("pipelineRunId"),
  // The dataset of any other run is not whole: up fails, and the federated database keeps the one it has.
  expectedState: "DONE",
});

const federated = new mongodbatlas.FederatedDatabaseInstance("nightly", {
  projectId,
  name: "nightly",
  // The store of all datasets that Data Lake Pipelines have written in this region.
  storageStores: [{ name: "datasets", provider: "dls:aws", region: config.require("region") }],
  storageDatabases: [
    {
      name: "nightly",
      collections: [
        {
          name: "snapshot",
          dataSources: [{ storeName: "datasets", datasetName: run.require("datasetName") }],
        },
      ],
    },
  ],
});

export const datasetName = run.datasetName;
export const hostnames = federated.hostnames;
