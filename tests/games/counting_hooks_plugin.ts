import { defineCommand, definePlugin, type Plugin } from "../../src/plugins/api.ts";
import { atEveryMoment } from "./at_every_moment.ts";

/** Counts the moments of each session's life, and tells before login: `counted SESSID`. */
const counter: Plugin = definePlugin({
  name: "counter",
  version: "1.0.0",
  api: 1,
  async setup(setup) {
    const counts = new Map<number, number>();
    await atEveryMoment("counter", ({ sessid }) => {
      counts.set(sessid, (counts.get(sessid) ?? 0) + 1);
    }).setup(setup);
    setup.provide.commands("builtin/unloggedin", [
      defineCommand({
        key: "counted",
        needs: "session",
        run: ({ args, msg }) => msg(`${counts.get(Number(args)) ?? 0}`),
      }),
    ]);
  },
});

export default counter;
