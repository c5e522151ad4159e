import assert from "node:assert/strict";
import { definePlugin } from "../../../src/plugins/api.ts";
import type { TestPlayer } from "../../../src/plugins/testing.ts";
import { login, onStaffedWalls } from "../../games/staffed_game.ts";
import { turnsOfTheLoop } from "../../games/turns_of.ts";
import { type House, house } from "./house.ts";

// Inline only but where staff is needed: each test looks inside, at the end for the laws.

/** The names of what each player puppets. */
function played(game: House, players: readonly TestPlayer[]): readonly (string | undefined)[] {
  return players.map((player) => game.session(player).puppet?.name);
}

/** Puts Bert where everybody comes in, and lets Anna go there. */
async function inTheRoom(game: House): Promise<void> {
  await game.puppet(game.bert, "Bert");
  await game.puppet(game.anna, "Anna");
  await game.inner.game.settled();
  game.bert.clear();
  game.anna.clear();
}

Deno.test("6.1 in mode 0 a login ends the older session, whose character leaves and comes back", async () => {
  await using game = await house({ multisessionMode: 0, autoPuppetOnLogin: true });
  await inTheRoom(game);
  const newer = await game.again("anna");
  assert.equal(game.anna.closedWith, "logged_in_elsewhere");
  game.anna.expect("You logged in from somewhere else. Goodbye.");
  assert.equal(game.bert.screen, "Anna has left the game.\nAnna has entered the game.");
  assert.deepEqual(played(game, [newer]), ["Anna"]);
  assert.equal(game.account(newer).sessions.length, 1);
});

Deno.test("6.2 in mode 1 what is sent to a shared puppet reaches all its sessions", async () => {
  await using game = await house({ multisessionMode: 1 });
  await inTheRoom(game);
  const other = await game.again("anna");
  assert.equal((await game.puppet(other, "Anna")).kind, "puppeted");
  assert.equal(game.bert.screen, "", "nobody has left or come");
  other.clear();
  await game.bert.send("say hello");
  for (const player of [game.anna, other]) player.expect('Bert says, "hello"');
  await other.send("ooc");
  assert.equal(game.bert.screen, 'You say, "hello"', "she is still there");
  assert.deepEqual(played(game, [game.anna, other]), ["Anna", undefined]);
});

Deno.test("6.3 in mode 2 sessions have a puppet each, and one is taken over, not shared", async () => {
  await using game = await house({ multisessionMode: 2 });
  await inTheRoom(game);
  const other = await game.again("anna");
  await game.puppet(other, "Alma");
  assert.deepEqual(played(game, [game.anna, other]), ["Anna", "Alma"]);
  assert.equal((await game.puppet(other, "Anna")).kind, "puppeted");
  assert.deepEqual(played(game, [game.anna, other]), [undefined, "Anna"]);
  await game.inner.game.settled();
  game.anna.expect("Another session of yours has taken over Anna.");
  assert.match(await game.anna.send("look"), /You are out of character/);
});

Deno.test("6.4 in mode 3 sessions share a puppet or have their own, as they like", async () => {
  await using game = await house({ multisessionMode: 3 });
  await inTheRoom(game);
  const players = [game.anna, await game.again("anna"), await game.again("anna")];
  await game.inner.game.settled();
  for (const [index, name] of [[1, "Anna"], [2, "Alma"]] as const) {
    const player = players[index];
    assert.ok(player !== undefined);
    assert.equal((await game.puppet(player, name)).kind, "puppeted");
  }
  assert.deepEqual(played(game, players), ["Anna", "Anna", "Alma"]);
  players.forEach((player) => player.clear());
  await game.bert.send("say hello");
  for (const player of players) player.expect('Bert says, "hello"');
});

for (const multisessionMode of [0, 1, 2, 3] as const) {
  Deno.test(`6.6 in mode ${multisessionMode} account.puppets is what its sessions puppet, each once`, async () => {
    await using game = await house({ multisessionMode });
    const first = game.anna;
    assert.deepEqual(game.account(first).puppets, []);
    await game.puppet(first, "Anna");
    assert.deepEqual(game.account(first).puppets, [game.object("Anna")]);
    if (multisessionMode === 0) return;
    const [second, third] = [await game.again("anna"), await game.again("anna")];
    await game.puppet(second, "Alma");
    await game.puppet(third, "Anna");
    assert.deepEqual(game.account(first).puppets.map(({ name }) => name).sort(), ["Alma", "Anna"]);
    assert.equal(game.account(first).sessions.length, 3);
  });

  Deno.test(`6.7 in mode ${multisessionMode} executeCmd() of an account runs in its first session`, async () => {
    await using game = await house({ multisessionMode });
    const others = multisessionMode === 0 ? [] : [await game.again("anna")];
    const account = game.account(game.anna);
    await inTheRoom(game);
    assert.equal(account.executeCmd("say to all"), true);
    await game.inner.game.settled();
    game.anna.expect('You say, "to all"');
    game.bert.expect('Anna says, "to all"');
    assert.deepEqual(others.map(({ screen }) => screen), others.map(() => ""));
    assert.equal(game.object("Anna").executeCmd("say again"), true);
    await game.inner.game.settled();
    game.anna.expect('You say, "again"');
    for (const player of [game.anna, ...others]) await player.send("quit");
    assert.equal(account.executeCmd("say nobody?"), false);
    assert.equal(game.object("Anna").executeCmd("say nobody?"), false);
  });

  Deno.test(`6.11 in mode ${multisessionMode} a login puppets the last character only if it is free`, async () => {
    await using game = await house({ multisessionMode, autoPuppetOnLogin: true });
    await game.anna.send("ic Alma");
    const free = await game.inner.game.connect();
    if (multisessionMode === 0) {
      assert.match(await free.send("connect anna sesame-street"), /You become Alma\./);
      return;
    }
    const shown = await free.send("connect anna sesame-street");
    assert.match(shown, /You are out of character[^]*Alma is played in another session of yours/);
    assert.deepEqual(played(game, [game.anna, free]), ["Alma", undefined]);
    await game.anna.send("quit");
    const next = await game.inner.game.connect();
    assert.match(await next.send("connect anna sesame-street"), /You become Alma\./);
  });
}

Deno.test("6.11 of two logins at once one puppets, however slow those are who watch", async () => {
  const slow = definePlugin({
    name: "slow",
    version: "1.0.0",
    api: 1,
    setup: ({ on }) =>
      on("session:beforePuppet", ({ session }) => turnsOfTheLoop(9 - session.sessid)),
  });
  await using game = await house({ multisessionMode: 2, autoPuppetOnLogin: true }, [slow]);
  await game.anna.send("ic Alma");
  await game.anna.send("quit");
  const two = [await game.inner.game.connect(), await game.inner.game.connect()];
  two.forEach((player) => player.type("connect anna sesame-street"));
  await game.inner.game.settled();
  assert.deepEqual(played(game, two).toSorted(), ["Alma", undefined]);
  for (const player of two) assert.doesNotMatch(player.screen, /taken? over/);
});

Deno.test("6.11 without autoPuppetOnLogin a login puppets nothing", async () => {
  await using game = await house({ autoPuppetOnLogin: false });
  await game.anna.send("ic Alma");
  await game.anna.send("quit");
  assert.deepEqual(played(game, [await game.again("anna")]), [undefined]);
});

onStaffedWalls(
  "6.13 maxNrSimultaneousPuppets holds for all but Developers and superusers",
  { maxNrSimultaneousPuppets: 1, multisessionMode: 3, autoPuppetOnLogin: false },
  async (start) => {
    await using game = await start();
    const secondOf = async (name: string) => {
      const [one, two] = [await login(game, name), await login(game, name)];
      for (const end of ["one", "two"]) await one.send(`charcreate ${name}${end}`);
      assert.match(await one.send(`ic ${name}one`), /You become/);
      assert.match(await two.send(`ic ${name}one`), /You become/, "the same one counts once");
      return await two.send(`ic ${name}two`);
    };
    for (const name of ["anna", "ada"]) {
      assert.match(await secondOf(name), /You play 1 character already, the most allowed at once/);
    }
    for (const name of ["dora", "root"]) {
      assert.match(await secondOf(name), new RegExp(`You become ${name}two`));
    }
  },
);

Deno.test("6.14 lastPuppet is the first character, then what was really puppeted last", async () => {
  await using game = await house({ maxNrSimultaneousPuppets: 1 });
  const account = game.account(game.anna);
  const last = () => account.lastPuppet?.name;
  assert.equal(last(), "Anna", "made first");
  await game.anna.send("ic Alma");
  assert.equal(last(), "Alma");
  const other = await game.again("anna");
  assert.match(await other.send("ic Anna"), /the most allowed at once/);
  assert.equal(last(), "Alma", "a refusal changes nothing");
  await game.anna.send("ooc");
  assert.equal(last(), "Alma", "nor does letting go");
  await other.send("ic Anna");
  assert.equal(last(), "Anna");
  game.object("Anna").delete();
  assert.equal(last(), undefined);
});

Deno.test("6.1, 6.12, 6.13 unless told: many sessions, five characters, any number of puppets", async () => {
  await using game = await house();
  const { multisessionMode, maxNrCharacters, maxNrSimultaneousPuppets } = game.inner.game.settings;
  assert.deepEqual([multisessionMode, maxNrCharacters, maxNrSimultaneousPuppets], [2, 5, 0]);
  for (const name of ["Ada", "Abe", "Amy"]) await game.anna.send(`charcreate ${name}`);
  assert.match(await game.anna.send("charcreate Ann"), /You have 5 characters already/);
  const players = [game.anna];
  while (players.length < 5) players.push(await game.again("anna"));
  for (const [index, name] of ["Anna", "Alma", "Ada", "Abe", "Amy"].entries()) {
    await players[index]?.send(`ic ${name}`);
  }
  assert.equal(game.account(game.anna).puppets.length, 5);
});
