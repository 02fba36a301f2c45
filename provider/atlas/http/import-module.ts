import { runInThisContext } from "node:vm";

/**
 * Imports a module, also in Jest, which runs CommonJS code in a context without `import()`. There the `require` of the
 * main context loads it: Jest replaces the one of its own context, and `process` with it.
 *
 * @param load Imports the module by its literal name, so that bundlers find it.
 * @param name The same name.
 */
export async function importModule<T>(load: () => Promise<T>, name: string): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code !== "ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG") throw error;
    const main = runInThisContext("process") as NodeJS.Process;
    return main.getBuiltinModule("module").createRequire(__filename)(name) as T;
  }
}
