import * as pulumi from "@pulumi/pulumi";
import { type ReadContext } from "../../atlas/read/read-context.js";
import { type PipelineRef } from "../../run/run-ref.js";
import { InvalidArgumentError, quoted } from "../../errors/index.js";
import { checkKeys } from "../arguments/check-keys.js";
import { checkResolved, requireKnown, resolveOutput } from "../arguments/known.js";
import { whenCreated } from "../arguments/depends-on.js";
import { isPending, isPlain } from "../arguments/plain.js";
import { checkArguments, parseArguments, type Parsed, type Rules } from "../arguments/rules.js";
import { whenRegistered } from "../explicit/of-options.js";
import { currentOperation } from "../process/operation.js";
import { checkStackConfig } from "../process/stack-config.js";
import { programReporter, readInProgram } from "./program-context.js";
import { checkReadOptions, type CheckedOptions } from "./read-options.js";
import { readWithSignal } from "./read-with-signal.js";

/** A response of Pulumi's mocks. */
type MockedResponse = Readonly<Record<string, unknown>>;

/** A function: its arguments, its read and its mock. */
export interface FunctionDefinition<R extends Rules, T> {
  readonly name: string;
  readonly rules: R;
  /** Reads from Atlas. The result of the Output form may hold unknown values. */
  readonly read: (context: ReadContext, args: Parsed<R>, isOutput: boolean) => Promise<T>;
  /** Reads from Pulumi's mocks. */
  readonly mocked: (
    call: () => Promise<MockedResponse>,
    args: Parsed<R>,
    context: Pick<ReadContext, "reporter" | "signal">,
    isOutput: boolean,
  ) => Promise<T>;
}

/** Calls a function in its promise form. It rejects with an AtlasError, also for arguments and options that are invalid. */
export function callFunction<R extends Rules, T>(
  definition: FunctionDefinition<R, T>,
  args: unknown,
  opts: unknown,
): Promise<T> {
  const prefix = `${definition.name}: `;
  const call = async (): Promise<T> => {
    const options = checkReadOptions(prefix, opts);
    const given = checkKeys(`${prefix}the arguments`, args, Object.keys(definition.rules));
    const pending = Object.entries(given).find(([, value]) => isPending(value));
    if (pending === undefined) return read(definition, given, options, false);
    const [name, value] = pending;
    throw new InvalidArgumentError(
      `${prefix}${name} must not be ${quoted(value)}: use ${definition.name}Output, which takes it`,
    );
  };
  return inOperation(call);
}

/**
 * Calls a function in its Output form. The output depends on the arguments, on the resources of `dependsOn` and on the
 * provider. Arguments and options that are known are checked immediately. While anything of it is not known yet, in a
 * preview, nothing is read and the output is unknown; in `up` it fails. The program lasts until the output has its value.
 *
 * @throws InvalidArgumentError
 */
export function callOutputForm<R extends Rules, T>(
  definition: FunctionDefinition<R, T>,
  args: unknown,
  opts: unknown,
): pulumi.Output<T> {
  const prefix = `${definition.name}: `;
  const given = checkArguments(prefix, definition.rules, args);
  const options = checkReadOptions(prefix, opts, true);
  checkStackConfig();
  const operation = currentOperation();
  const readResolved = async (resolved: object): Promise<T> => {
    checkResolved(prefix, given, resolved);
    return read(definition, resolved, options, true).catch((error: unknown) => {
      throw operation?.errors.shorten(error, resolved as PipelineRef) ?? error;
    });
  };
  const result = whenKnown(prefix, given, options).apply((resolved) =>
    inOperation(() => readResolved(resolved)),
  );
  void inOperation(() => resolveOutput(result).catch(() => undefined));
  return result as unknown as pulumi.Output<T>;
}

/** Calls a function, for which an engine waits. */
function inOperation<T>(call: () => Promise<T>): Promise<T> {
  return currentOperation()?.run(call) ?? call();
}

/** Reads with arguments that hold no outputs. @throws AtlasError */
function read<R extends Rules, T>(
  { name, rules, ...definition }: FunctionDefinition<R, T>,
  given: object,
  options: CheckedOptions,
  isOutput: boolean,
): Promise<T> {
  const prefix = `${name}: `;
  const args = parseArguments(prefix, rules, given as Readonly<Record<string, unknown>>);
  const { signal } = options;
  return readWithSignal(prefix, signal, () =>
    hasMocks()
      ? definition.mocked(
          () => callMocks(name, given),
          args,
          { reporter: programReporter(), signal },
          isOutput,
        )
      : readInProgram(prefix, options, (context) => definition.read(context, args, isOutput)),
  );
}

/** Returns whether mocks stand in for the engine: `pulumi.runtime.setMocks`. */
function hasMocks(): boolean {
  return pulumi.runtime.hasMonitor() && pulumi.runtime.getEngine() === undefined;
}

/** Calls the mocks with the token that the function of this name has in `@pulumi/mongodbatlas` 3. */
function callMocks(name: string, args: object): Promise<MockedResponse> {
  const token = `mongodbatlas:index/${name}:${name}`;
  return pulumi.runtime.invoke(token, args) as Promise<MockedResponse>;
}

/** Returns the resolved arguments as an output, which is known once all that the read needs is. */
function whenKnown(
  prefix: string,
  given: object,
  { dependsOn, provider }: CheckedOptions,
): pulumi.Output<object> {
  const needs = {
    ...(dependsOn !== undefined && { dependsOn: whenCreated(prefix, dependsOn) }),
    ...(provider && { provider: whenRegistered(provider) }),
  };
  if (isPlain(given) && Object.keys(needs).length === 0) return pulumi.output(given);
  const all = pulumi.all([given, needs, requireKnown(prefix, { ...given, ...needs })]);
  return all.apply(([resolved]) => resolved);
}
