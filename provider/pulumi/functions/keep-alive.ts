import * as pulumi from "@pulumi/pulumi";

/** The calls of a program that run, and how to end the SDK's wait for them. */
interface Running {
  calls: number;
  readonly done: () => void;
}

/** By the engine of the program: a process of the Automation API may run several programs at once. */
const running = new WeakMap<object, Running>();

/**
 * Returns a promise for which the SDK waits, as it does for its own calls. Otherwise a program of the Automation API
 * is over, and its preview or update has succeeded, before a check fails whose result nothing takes.
 */
export function keepAlive<T>(promise: Promise<T>): Promise<T> {
  const engine: object | undefined = pulumi.runtime.getEngine();
  if (engine === undefined) return promise;
  // One for all calls: the SDK records a stack trace for each.
  const program = running.get(engine) ?? { calls: 0, done: pulumi.runtime.rpcKeepAlive() };
  running.set(engine, program);
  program.calls += 1;
  const end = (): void => {
    program.calls -= 1;
    if (program.calls > 0) return;
    running.delete(engine);
    program.done();
  };
  // Later than the event of a rejection that nothing handles.
  return promise.finally(() => void setImmediate(end));
}
