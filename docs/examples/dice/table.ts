import { type AnyCommand, type CmdSet, cmdSet } from "@vestibule/core";
import { defineCommand } from "@vestibule/core";
import { rollDie } from "./roll.ts";
import type { Settings } from "./settings.ts";

/** What others call the command set: the plugin's name, then the one it is provided under. */
const TABLE = "dice/table";

/** Where the session carries what the die shows; what is carried outlives a reload. */
const SHOWN = "dice shown";

/** Makes the command `play dice`, which lends the session the commands of the table. */
export function playCommand({ sides }: Settings): AnyCommand {
  return defineCommand({
    key: "play dice",
    help: "Sit down at the table.",
    run({ session, game, msg }) {
      const shown = rollDie(game, sides);
      session.setCarry(SHOWN, shown);
      session.cmdsets.add(TABLE);
      msg(`The die shows |w${shown}|n. Will the next one be |whigher|n or |wlower|n?`);
    },
  });
}

/** Makes the command set of the table. */
export function tableSet({ sides }: Settings): CmdSet<AnyCommand> {
  const guess = (key: "higher" | "lower") =>
    defineCommand({
      key,
      help: `Bet that the next number is ${key}.`,
      run({ session, game, msg }) {
        const before = Number(session.getCarry(SHOWN));
        const now = rollDie(game, sides);
        session.setCarry(SHOWN, now);
        const isRight = key === "higher" ? now > before : now < before;
        msg(`The die shows |w${now}|n: you ${isRight ? "win" : "lose"}.`);
      },
    });
  const leave = defineCommand({
    key: "leave table",
    help: "Stand up.",
    run({ session, msg }) {
      session.cmdsets.remove(TABLE);
      session.setCarry(SHOWN, undefined);
      msg("You stand up.");
    },
  });
  const commands = [guess("higher"), guess("lower"), leave];
  return cmdSet<AnyCommand>({ key: "Dice table", commands });
}
