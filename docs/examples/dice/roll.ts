import { type AnyCommand, defineCommand, escapeMarkup, type Game } from "@vestibule/core";
import * as v from "valibot";
import type { Settings } from "./settings.ts";

/** How many dice: what is typed is text, and nothing typed means one. */
const count = v.optional(
  v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1), v.maxValue(9)),
  "1",
);

/** Makes the command `roll`, which the room sees. */
export function rollCommand({ sides }: Settings): AnyCommand {
  return defineCommand({
    key: "roll",
    usage: "roll [DICE]",
    help: "Roll one die, or up to nine.",
    args: count,
    run({ args, puppet, game }) {
      const rolled = Array.from({ length: args }, () => rollDie(game, sides));
      puppet.location?.msg(`${escapeMarkup(puppet.name)} rolls ${rolled.join(", ")}.`);
    },
  });
}

/** Rolls one die: by chance, or as a test has it. */
export function rollDie(game: Game, sides: number): number {
  return 1 + Math.floor(game.random() * sides);
}
