import assert from "node:assert/strict";
import { type InnerGame, innerGame, type InnerGameOptions } from "../../games/inner_game.ts";
import { newPlayer } from "../../games/players.ts";

/** What is told to whoever has to wait. */
export const WAITS = /Nothing can be read or kept just now: you are let in as soon as it can/;

/** Returns how often somebody was told to wait. */
export function countWaits(screen: string): number {
  return screen.split(WAITS).length - 1;
}

export const LOGIN_SCREEN = /Welcome to Vestibule\./;

/** What a Store says that is away, or full. */
const FAULTS = /connection refused|is full|must be able to write/;

/** A game whose players Anna and Bert have left, and whose accounts must be read; has their ids. */
export interface LeftGame extends AsyncDisposable {
  readonly inner: InnerGame;
  readonly anna: number;
  readonly bert: number;
}

/** Starts such a game. */
export async function leftGame(options: InnerGameOptions = {}): Promise<LeftGame> {
  const inner = await innerGame(options);
  const idOf = async (name: string) => {
    await (await newPlayer(inner.game, name)).send("quit");
    const account = await inner.inside.accounts.find(name);
    assert.ok(account !== undefined);
    return account.id;
  };
  const [anna, bert] = [await idOf("Anna"), await idOf("Bert")];
  assert.equal(await inner.game.reload(), undefined);
  inner.game.allowFailures(FAULTS);
  return { inner, anna, bert, [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose]() };
}

/** Lets time pass until a Store that is well again is noticed. */
export async function waitForStore({ game, moveTime }: InnerGame): Promise<void> {
  await moveTime(1_000);
  await game.settled();
}
