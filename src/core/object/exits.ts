import { type CmdSet, cmdSet } from "../cmdset/cmdset.ts";
import type { AnyCommand } from "../command/context.ts";
import { defineCommand } from "../command/define_command.ts";
import type { GameObject } from "../model.ts";
import { escapeMarkup } from "../text/escape.ts";
import { appearance } from "./appearance.ts";

/** Above everything else, so that a way out can always be taken (behaviour 7.4.10). */
const EXIT_PRIORITY = 101;

/** A way that somebody has gone. */
export interface Traversal {
  /** Who went. */
  readonly who: GameObject;
  /** The exit they took. */
  readonly exit: GameObject;
  /** Where they were. */
  readonly from: GameObject;
  /** Where they are. */
  readonly to: GameObject;
}

/** Hears that somebody has gone through an exit. */
export type OnTraverse = (way: Traversal) => void | Promise<void>;

/**
 * Makes the command set of a room's exits: one command for each, named like it (7.4.11).
 *
 * @param exits The exits.
 * @param onTraverse Hears of everybody who has gone; nobody unless given.
 */
export function exitCmdSet(
  exits: readonly GameObject[],
  onTraverse: OnTraverse = () => {},
): CmdSet<AnyCommand> {
  return cmdSet<AnyCommand>({
    key: "ExitCmdSet",
    priority: EXIT_PRIORITY,
    duplicates: true,
    commands: exits.map((exit) =>
      defineCommand({
        key: exit.name,
        aliases: exit.aliases,
        isExit: true,
        category: "exits",
        run: ({ puppet, msg }) => {
          const from = puppet.location;
          if (!traverse(puppet, exit)) return msg("That way leads nowhere.");
          const to = puppet.location;
          if (to === null) return;
          msg({ text: appearance(to, puppet), type: "look" });
          if (from !== null) return onTraverse({ who: puppet, exit, from, to });
        },
      })
    ),
  });
}

/**
 * Moves somebody through an exit, and tells both rooms.
 *
 * @returns Whether the exit leads anywhere.
 */
export function traverse(who: GameObject, exit: GameObject): boolean {
  const to = exit.destination;
  if (to === null) return false;
  const name = escapeMarkup(who.name);
  const from = who.location;
  from?.msg(`${name} leaves ${escapeMarkup(exit.name)}.`, { exclude: [who] });
  who.location = to;
  const back = to.contents.find((o) => o.type === "exit" && o.destination?.id === from?.id);
  const way = back === undefined ? "" : ` from the ${escapeMarkup(back.name)}`;
  to.msg(`${name} arrives${way}.`, { exclude: [who] });
  return true;
}
