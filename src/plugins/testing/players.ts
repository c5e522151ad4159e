import { hasAccount } from "../../core/boundary/lifecycle.ts";
import type { SessionSync } from "../../core/boundary/messages.ts";
import type { TestPlayer } from "../test_model.ts";

/** The password of every account that the kit makes. */
const PASSWORD = "sesame-street";

/** Tells what state a session is in. */
export type StateOf = () => SessionSync["state"];

/**
 * Makes an account and a character of one name and enters the world with it; the screen is clear
 * then.
 *
 * @param player Who has just connected.
 * @param name The name of both.
 * @param stateOf Tells the state of the player's session.
 * @throws {Error} When the player does not get there.
 */
export async function enter(player: TestPlayer, name: string, stateOf: StateOf): Promise<void> {
  for (const line of [`create ${name} ${PASSWORD}`, `charcreate ${name}`, `ic ${name}`]) {
    if (stateOf() !== "puppeting") await player.send(line);
  }
  if (stateOf() !== "puppeting") {
    throw new Error(
      `Cannot bring "${name}" into the world as create, charcreate and ic must lead there: ` +
        `session ${player.sessid} is ${stateOf()}\n${player.transcript}`,
    );
  }
  player.clear();
}

/**
 * Logs in to an account that {@linkcode enter} made.
 *
 * @param player Who has just connected.
 * @param name The account's name.
 * @param stateOf Tells the state of the player's session.
 * @throws {Error} When there is no such account.
 */
export async function logIn(player: TestPlayer, name: string, stateOf: StateOf): Promise<void> {
  await player.send(`connect ${name} ${PASSWORD}`);
  if (hasAccount(stateOf())) return;
  throw new Error(
    `Cannot log in as "${name}" as the account must be there: session ${player.sessid} is ` +
      `${stateOf()}\n${player.transcript}`,
  );
}
