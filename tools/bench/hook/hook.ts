import { writeFileSync } from "node:fs";
import { Session, type Profiler } from "node:inspector";
import { join } from "node:path";
import { atEnd } from "./at-end.js";
import { usage } from "./usage.js";
import { roleOf } from "./role.js";
import { FOLDER_VARIABLE, PROFILE_VARIABLE } from "./variables.js";

// Loaded with --require into every Node process that the engine starts. Two of them are measured, each writes a file.
const role = roleOf(process.argv[1]);
const folder = process.env[FOLDER_VARIABLE];
if (role !== undefined && folder !== undefined) {
  const write = (extension: string, content: unknown): void => {
    writeFileSync(join(folder, `${role}-${process.pid}.${extension}`), JSON.stringify(content));
  };
  if (process.env[PROFILE_VARIABLE] === undefined) {
    atEnd(() => {
      write("usage", { role, ...usage() });
    });
  } else {
    profile((result) => {
      write("cpuprofile", result);
    });
  }
}

/** By the inspector, since `--cpu-prof` writes nothing in a process that a signal ends. */
function profile(use: (result: Profiler.Profile) => void): void {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.setSamplingInterval", { interval: 200 });
  session.post("Profiler.start");
  atEnd(() => {
    // Within one thread the answer comes before `post` returns.
    session.post("Profiler.stop", (error, result) => {
      if (error === null) use(result.profile);
    });
  });
}
