import { definePlugin, type HookName, type Plugin, type Session } from "../../src/plugins/api.ts";

const MOMENTS = [
  ...["session:connect", "session:login", "session:puppet"],
  ...["session:unpuppet", "session:logout", "session:disconnect"],
] as const satisfies readonly HookName[];

/**
 * Makes a plugin that does the same at every moment of a session's life.
 *
 * @param name The plugin's name.
 * @param run What it does, with the session whose moment it is.
 */
export function atEveryMoment(name: string, run: (session: Session) => void): Plugin {
  return definePlugin({
    name,
    version: "1.0.0",
    api: 1,
    setup: ({ on }) => MOMENTS.forEach((moment) => on(moment, ({ session }) => run(session))),
  });
}
