import { type AnyCommand, defineCommand } from "../../api.ts";
import { commandLink } from "../markup.ts";

/** Lists what the character carries. */
export const inventory: AnyCommand = defineCommand({
  key: "inventory",
  aliases: ["inv", "i"],
  category: "world",
  usage: "inventory",
  help: "Lists what you carry.",
  run({ puppet, msg }) {
    const names = puppet.contents.map(({ name }) => commandLink(`look ${name}`, name));
    msg(names.length === 0 ? "You carry nothing." : `You carry: ${names.join(", ")}`);
  },
});
