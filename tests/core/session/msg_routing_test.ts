import assert from "node:assert/strict";
import { defineCommand, definePlugin, type Session } from "../../../src/plugins/api.ts";
import type { TestPlayer } from "../../../src/plugins/testing.ts";
import { type House, house } from "./house.ts";

// Inline only: each test looks inside, at the end for the laws of sessions.

/** Anna's three sessions, of which the first two share a character, and Bert beside them. */
interface Crowd {
  readonly game: House;
  readonly players: Readonly<Record<"first" | "sharing" | "ooc" | "bert", TestPlayer>>;
}

/** Says something each way there is. */
const telling = definePlugin({
  name: "telling",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) =>
    provide.commands("builtin/character", [
      defineCommand({ key: "tellme", run: ({ msg }) => msg("by the command") }),
      defineCommand({ key: "tellsession", run: ({ session }) => session.msg("by the session") }),
      defineCommand({ key: "tellpuppet", run: ({ puppet }) => puppet.msg("by the puppet") }),
      defineCommand({ key: "tellaccount", run: ({ account }) => account.msg("by the account") }),
      defineCommand({
        key: "tellbert",
        run: ({ game }) => game.world.named("Bert")[0]?.msg("by another's puppet"),
      }),
    ]),
});

async function crowd(multisessionMode: 1 | 3): Promise<Crowd> {
  const game = await house({ multisessionMode }, [telling]);
  const [first, sharing, ooc] = [game.anna, await game.again("anna"), await game.again("anna")];
  for (const player of [first, sharing]) await game.puppet(player, "Anna");
  await game.puppet(game.bert, "Bert");
  await game.inner.game.settled();
  const players = { first, sharing, ooc, bert: game.bert };
  clear(players);
  return { game, players };
}

function clear(players: Crowd["players"]): void {
  for (const player of Object.values(players)) player.clear();
}

/** Who has heard something since it was last asked. */
function heard({ players }: Crowd): readonly string[] {
  const names = Object.entries(players).filter(([, { screen }]) => screen !== "");
  clear(players);
  return names.map(([name]) => name);
}

for (const mode of [1, 3] as const) {
  Deno.test(`6.8 in mode ${mode} msg reaches the sessions of whom it is told to`, async () => {
    const all = await crowd(mode);
    await using _ = all.game;
    const { sharing } = all.players;
    const told = async (line: string) => {
      await sharing.send(line);
      return heard(all);
    };
    assert.deepEqual(await told("tellme"), ["sharing"]);
    assert.deepEqual(await told("tellsession"), ["sharing"]);
    assert.deepEqual(await told("tellpuppet"), ["first", "sharing"]);
    assert.deepEqual(await told("tellaccount"), ["first", "sharing", "ooc"]);
    assert.deepEqual(await told("tellbert"), ["bert"]);
  });

  Deno.test(`6.9 in mode ${mode} what a command says reaches the session that typed it alone`, async () => {
    const all = await crowd(mode);
    await using _ = all.game;
    for (const name of ["first", "sharing"] as const) {
      await all.players[name].send("look");
      assert.deepEqual(heard(all), [name]);
      await all.players[name].send("nosuchcommand");
      assert.deepEqual(heard(all), [name]);
    }
    await all.players.sharing.send("say hello");
    assert.deepEqual(
      heard(all),
      ["first", "sharing", "bert"],
      "the puppet says it, not the command",
    );
  });
}

Deno.test("6.8 msg with sessions reaches exactly those, one or several, whoever they are of", async () => {
  const all = await crowd(1);
  await using _ = all.game;
  const { game, players } = all;
  const sessions = (...of: readonly TestPlayer[]): readonly Session[] =>
    of.map((player) => game.session(player));
  const [anna, account] = [game.object("Anna"), game.account(players.first)];
  const told = async (say: () => void) => {
    say();
    await game.inner.game.settled();
    return heard(all);
  };
  const one = game.session(players.ooc);
  assert.deepEqual(await told(() => anna.msg("hi", { sessions: one })), ["ooc"]);
  assert.deepEqual(await told(() => account.msg("hi", { sessions: one })), ["ooc"]);
  const two = sessions(players.first, players.bert);
  assert.deepEqual(await told(() => anna.msg("hi", { sessions: two })), ["first", "bert"]);
  assert.deepEqual(await told(() => account.msg("hi", { sessions: two })), ["first", "bert"]);
  assert.deepEqual(await told(() => account.msg("hi", { sessions: [] })), []);
  await players.ooc.send("quit");
  clear(players);
  assert.deepEqual(await told(() => account.msg("hi", { sessions: one })), []);
});
