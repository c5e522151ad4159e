import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newcomer, newPlayer, newStaff, newSuperuser } from "../../games/players.ts";

onBothWalls(
  "9.3.8 password takes the old and the new one around an equals sign",
  {},
  async (game) => {
    const anna = await newcomer(game, "Anna");
    assert.equal(
      await anna.send("password sesame-street = apple = orchard"),
      "Your password was changed.",
    );
    const again = await game.connect();
    assert.doesNotMatch(await again.send("connect Anna sesame-street"), /Welcome/);
    assert.match(await again.send('connect Anna "apple = orchard"'), /Welcome, Anna/);
  },
);

Deno.test("9.3.8 password refuses, and changes nothing", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "Anna");
  const problems = {
    "password wrong-street = apple-orchard-9": /That is not your password\. .*stays/,
    "password sesame-street": /Type password alone, or password OLD = NEW\. .*stays/,
    "password = apple-orchard-9": /Type password alone/,
    "password sesame-street =": /Type password alone/,
    "password sesame-street = short": /at least 8.*stays/,
  };
  for (const [line, problem] of Object.entries(problems)) {
    assert.match(await anna.send(line), problem, line);
  }
  for (const line of ["password", "sesame-street"]) await anna.send(line);
  assert.equal(await anna.send(""), "Your password stays as it was.");
  assert.match((await comeBack(game, "Anna")).screen, /Welcome, Anna/);
});

Deno.test("9.3.8 quell and color refuse, and say what to do; there is no style", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "Anna");
  assert.match(await anna.send("color pink"), /Colours cannot be "pink"\. Type color ansi/);
  assert.match(await anna.send("quell"), /no more permission than a player/);
  assert.match(await anna.send("unquell"), /You are not quelled/);
  assert.match(await anna.send("style"), /There is no command "style"/);
});

Deno.test("9.3.7 quit says what remains, and quit/all leaves nothing", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "Anna");
  const [second, third] = [await comeBack(game, "Anna"), await comeBack(game, "Anna")];
  await anna.send("quit");
  anna.expect("Goodbye. You have 2 sessions left.");
  assert.match(await second.send("quit/now"), /There is no switch \/now: there is \/all/);
  await second.send("quit/all");
  assert.deepEqual([anna, second, third].map(({ closedWith }) => closedWith), [
    ...["quit", "quit", "quit"],
  ]);
});

Deno.test("9.3.9 the account's commands work in character and out of it", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const names = [
    ...["look", "ic", "ooc", "charcreate", "chardelete", "sessions", "who", "doing", "option"],
    ...["password", "color", "quell", "unquell", "quit", "logout", "nick", "help", "examine"],
    ...["reload", "reset", "shutdown", "userpassword", "page"],
  ];
  for (const place of ["in character", "out of character"]) {
    for (const name of names) {
      assert.match(await root.send(`why ${name}`), /It runs/, `${name} ${place}`);
    }
    await root.send("ooc");
  }
});

Deno.test("9.3.9 there is neither py nor channel", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  for (const line of ["py 1 + 1", "channel/list"]) {
    assert.match(await root.send(line), /There is no command/, line);
  }
});

onBothWalls("9.4.4, 16.1.14 examine shows every session of an account", {}, async (game) => {
  const root = await newSuperuser(game, "Root");
  const first = await newcomer(game, "Anna");
  const others = [await comeBack(game, "Anna"), await comeBack(game, "Anna")];
  const shown = await root.send("examine anna");
  const titles = shown.match(/^Session #\d+$/gm);
  assert.deepEqual(titles, [first, ...others].map(({ sessid }) => `Session #${sessid}`));
  for (const player of others) {
    assert.match(shown, new RegExp(`Session #${player.sessid}\\nState +loggedin`));
  }
});

Deno.test("16.1.14 examine shows ten sessions whole, and names the others", async () => {
  await using game = await testGame({ settings: { connectionRatePerAddress: 0 } });
  const root = await newSuperuser(game, "Root");
  await newcomer(game, "Anna");
  for (let count = 0; count < 11; count++) await comeBack(game, "Anna");
  const shown = await root.send("examine anna");
  assert.equal(shown.match(/^Session #/gm)?.length, 10);
  assert.match(shown, /\nAnd 2 sessions more: examine #12 or examine #13\.$/);
});

onBothWalls(
  "9.4.4, 16.1.14 cmdsets shows every session, and a thing's own sets",
  {},
  async (game) => {
    const root = await newSuperuser(game, "Root");
    const first = await newcomer(game, "Anna");
    const second = await comeBack(game, "Anna");
    const shown = await root.send("cmdsets anna");
    for (const { sessid } of [first, second]) assert.ok(shown.includes(`Session #${sessid}: what`));
    assert.match(
      await root.send("cmdsets key"),
      /^brass key \(#\d+\) has no command set of its own/,
    );
    assert.match(await root.send("cmdsets nothing"), /You cannot look into/);
  },
);

Deno.test("9.4.4 cmdsets of a thing is for Builders", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const anna = await newPlayer(game, "Anna");
  const bea = await newStaff(game, root, { name: "Bea", level: "Builder" });
  assert.match(await anna.send("cmdsets key"), /You cannot look into/);
  assert.match(await bea.send("cmdsets key"), /has no command set/);
});
