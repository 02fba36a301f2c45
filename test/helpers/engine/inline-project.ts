import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import * as automation from "@pulumi/pulumi/automation/server.js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { type PulumiOptions, type PulumiResult } from "../../../tools/engine/isolated-pulumi.js";
import { EngineProject } from "../../../tools/engine/project.js";

/** The Automation API's own language host. Its `Stack` starts three more processes of the CLI for each update. */
type LanguageHost = UntypedServiceImplementation & { onPulumiExit(hasError: boolean): void };
const { LanguageServer } = automation as unknown as {
  readonly LanguageServer: new (program: InlineProgram) => LanguageHost;
};

/** A program of the Automation API: it runs in the process of the tests. */
export type InlineProgram = () => Promise<Record<string, unknown> | undefined>;

/**
 * A project whose program is a function of the test, served to the CLI as the Automation API serves an inline program. It
 * sees the variables that a command is given.
 */
export class InlineProject extends EngineProject {
  inline: InlineProgram = () => Promise.resolve(undefined);

  override async cli(
    args: readonly string[],
    options: Omit<PulumiOptions, "cwd"> = {},
  ): Promise<PulumiResult> {
    const host = new LanguageServer(() => this.inline());
    const server = new Server();
    server.addService(LanguageRuntimeService, host);
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    const before = { ...process.env };
    Object.assign(process.env, options.env);
    try {
      const inline = [`--client=127.0.0.1:${String(port)}`, "--exec-kind=auto.inline"];
      const result = await super.cli([...args, ...inline], options);
      host.onPulumiExit(result.exitCode !== 0);
      return result;
    } finally {
      server.forceShutdown();
      for (const name of Object.keys(options.env ?? {})) {
        if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = before[name];
      }
    }
  }
}
