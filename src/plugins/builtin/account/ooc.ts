import { type AnyCommand, defineCommand } from "../../api.ts";
import { commandLink, shownName } from "../markup.ts";
import { oocView } from "../ooc_screen.ts";

/** Lets the puppet go (behaviour 9.3.2). */
export const ooc: AnyCommand = defineCommand({
  key: "ooc",
  aliases: ["unpuppet"],
  needs: "account",
  category: "account",
  permission: "Player",
  leadsTo: "unpuppet",
  usage: "ooc",
  help: "Leaves your character. It rests until you come back with ic.",
  async run(context) {
    const { game, session, puppet, msg } = context;
    if (puppet === null) {
      return msg(`You are out of character already. Type ${commandLink("look")} to see what next.`);
    }
    await game.sessions.unpuppet(session);
    msg(`You let ${shownName(puppet.name)} rest.`);
    msg({ text: oocView(context), type: "look" });
  },
});
