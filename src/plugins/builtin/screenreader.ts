import { type AnyCommand, defineCommand } from "../api.ts";

/** Tells the game that its user reads with a screen reader, or no longer does. */
export const screenreader: AnyCommand = defineCommand({
  key: "screenreader",
  needs: "session",
  usage: "screenreader",
  help: "Turns plain output for screen readers on or off.",
  run({ session, msg }) {
    const isOn = session.protocolFlags.screenReader !== true;
    session.updateFlags({ screenReader: isOn });
    msg(isOn ? "Screen reader output is on." : "Screen reader output is off.");
  },
});
