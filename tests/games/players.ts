import type { Permission } from "../../mod.ts";
import type { TestGame, TestPlayer } from "../../src/plugins/testing.ts";

/** Makes an account of this name with a character of the same name, and goes into the world. */
export async function newPlayer(game: TestGame, name: string): Promise<TestPlayer> {
  const player = await game.connect();
  await player.send(`create ${name} sesame-street`);
  await player.send(`charcreate ${name}`);
  await player.send(`ic ${name}`);
  player.clear();
  return player;
}

/** Makes such a player who may do everything. */
export async function newSuperuser(game: TestGame, name: string): Promise<TestPlayer> {
  const player = await newPlayer(game, name);
  await player.send(`claim ${game.claimCode}`);
  player.clear();
  return player;
}

/** Connects somebody to an account that is there. */
export async function comeBack(game: TestGame, name: string): Promise<TestPlayer> {
  const player = await game.connect();
  await player.send(`connect ${name} sesame-street`);
  return player;
}

/** Connects somebody who makes an account of this name, and has seen nothing since. */
export async function newcomer(game: TestGame, name: string): Promise<TestPlayer> {
  const player = await game.connect();
  await player.send(`create ${name} sesame-street`);
  player.clear();
  return player;
}

/** Makes an account that a superuser gives a permission, and a character of it in the world. */
export async function newStaff(
  game: TestGame,
  root: TestPlayer,
  { name, level }: { readonly name: string; readonly level: Permission },
): Promise<TestPlayer> {
  const player = await newPlayer(game, name);
  await root.send(`perm ${name} = ${level}`);
  player.clear();
  root.clear();
  return player;
}
