import { definePlugin, type Plugin } from "../../src/plugins/api.ts";
import { turnsOfTheLoop } from "./turns_of.ts";

/** Hooks that take their time, each session its own, so that others get in between. */
const dawdler: Plugin = definePlugin({
  name: "dawdler",
  version: "1.0.0",
  api: 1,
  setup({ on }) {
    on("session:beforeLogin", ({ session }) => turnsOfTheLoop((session.sessid + 1) % 4));
    on("session:login", ({ session }) => turnsOfTheLoop(session.sessid % 3));
    on("session:beforePuppet", ({ session }) => turnsOfTheLoop((session.sessid + 2) % 4));
    on("session:beforeUnpuppet", ({ session }) => turnsOfTheLoop(session.sessid % 2));
    on("session:unpuppet", ({ session }) => turnsOfTheLoop((session.sessid + 1) % 3));
    on("session:logout", ({ session }) => turnsOfTheLoop((session.sessid + 2) % 3));
    on("session:disconnect", ({ session }) => turnsOfTheLoop(session.sessid % 4));
    on("account:logout", ({ session }) => turnsOfTheLoop(session.sessid % 2));
  },
});

export default dawdler;
