import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Role } from "./role.js";
import { type Usage } from "./usage.js";
import { FOLDER_VARIABLE, PROFILE_VARIABLE } from "./variables.js";

/** What the processes have used; one that was killed before it could tell is not there. */
export type Usages = Readonly<Partial<Record<Role, Usage>>>;

/** The folder that measured processes write to. */
export class HookFolder {
  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** The environment that makes the Node processes under the engine measure themselves. */
  environment(profile = false): NodeJS.ProcessEnv {
    const hook = `--require ${JSON.stringify(join(__dirname, "hook.js"))}`;
    const { NODE_OPTIONS: options } = process.env;
    return {
      NODE_OPTIONS: options === undefined ? hook : `${options} ${hook}`,
      [FOLDER_VARIABLE]: this.folder,
      ...(profile && { [PROFILE_VARIABLE]: "1" }),
    };
  }

  /** What has been used since the last time; of two processes in one role, by the one that took more time. */
  takeUsages(): Usages {
    const usages: Partial<Record<Role, Usage>> = {};
    for (const file of this.#files(".usage")) {
      const { role, ...usage } = JSON.parse(readFileSync(file, "utf8")) as Usage & { role: Role };
      if (usage.cpu > (usages[role]?.cpu ?? 0)) usages[role] = usage;
      rmSync(file);
    }
    return usages;
  }

  /** The profiles, by process. */
  profiles(): readonly { readonly role: string; readonly file: string }[] {
    return this.#files(".cpuprofile").map((file) => ({
      role: /(\w+)-\d+\.cpuprofile$/.exec(file)?.[1] ?? "",
      file,
    }));
  }

  /** Removes the profiles of an earlier time. */
  clear(): void {
    for (const { file } of this.profiles()) rmSync(file);
  }

  #files(extension: string): readonly string[] {
    const names = readdirSync(this.folder).filter((name) => name.endsWith(extension));
    return names.map((name) => join(this.folder, name));
  }
}
