import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newcomer } from "../../games/players.ts";

onBothWalls(
  "9.1.1 connect logs in under each of its names, quotes around either",
  {},
  async (game) => {
    await (await newcomer(game, "Anna")).send("quit");
    const lines = [
      "connect anna sesame-street",
      "conn ANNA sesame-street",
      'con "anna" sesame-street',
      'co anna "sesame-street"',
    ];
    for (const line of lines) {
      const visitor = await game.connect();
      assert.match(await visitor.send(line), /Welcome, Anna/, line);
    }
  },
);

onBothWalls(
  "9.1.1 connect asks for what was left out, and hides the password",
  {},
  async (game) => {
    await (await newcomer(game, "Anna")).send("quit");
    const visitor = await game.connect();
    assert.match(await visitor.send("connect"), /Account name: /);
    assert.match(await visitor.send("anna"), /Password: /);
    assert.equal(visitor.isSecret, true);
    assert.match(await visitor.send("sesame-street"), /Welcome, Anna/);
  },
);

Deno.test("9.1.1 connect refuses, and says what to do", async () => {
  await using game = await testGame();
  await newcomer(game, "Anna");
  const visitor = await game.connect();
  const problems = {
    "connect anna wrong-street": /do not belong together\. Try again, or type create/,
    "connect nobody sesame-street": /do not belong together/,
    "connect anna sesame street": /put "quotes" around spaces/,
    "connect guest x": /do not belong together|letters/,
  };
  for (const [line, problem] of Object.entries(problems)) {
    assert.match(await visitor.send(line), problem, line);
  }
  await visitor.send("connect anna");
  assert.match(await visitor.send(""), /Cancelled; nothing was changed/);
});

Deno.test("9.1.1, 9.2.1 connect guest lets a guest in where that is on", async () => {
  await using game = await testGame({ settings: { guestEnabled: true } });
  const visitor = await game.connect();
  assert.match(await visitor.send("connect guest"), /You are a guest, called Guest1/);
});

onBothWalls(
  "9.1.2 create makes an account, asks twice for its password, and logs in",
  {},
  async (game) => {
    const visitor = await game.connect();
    assert.match(await visitor.send("create Anna"), /Choose a password: /);
    assert.equal(visitor.isSecret, true);
    assert.match(await visitor.send("sesame-street"), /The same password again: /);
    const shown = await visitor.send("sesame-street");
    assert.match(shown, /Account created: Anna\.\n.*Welcome, Anna/s);
    assert.doesNotMatch(visitor.screen, /sesame/);
    for (const name of ["cre Bert", "cr Carl"]) {
      assert.match(await (await game.connect()).send(`${name} sesame-street`), /Account created/);
    }
  },
);

Deno.test("9.1.2 create refuses, and says what to do", async () => {
  await using game = await testGame();
  await newcomer(game, "Anna");
  const visitor = await game.connect();
  const problems = {
    "create anna sesame-street": /The name "anna" is taken\. Choose another one/,
    "create x sesame-street": /Type create to try again/,
    "create Bert short": /at least 8.* Type create Bert to try again/,
    "create Bert sesame street": /put "quotes" around spaces/,
  };
  for (const [line, problem] of Object.entries(problems)) {
    assert.match(await visitor.send(line), problem, line);
  }
  for (const line of ["create Bert", "sesame-street"]) await visitor.send(line);
  assert.match(await visitor.send("sesame-town"), /differ\. Type create Bert to try again/);
});

onBothWalls("9.1.2 create is refused where newAccountRegistrationEnabled is off", {
  newAccountRegistrationEnabled: false,
}, async (game) => {
  const visitor = await game.connect();
  assert.equal(await visitor.send("create Anna sesame-street"), "New accounts are not taken here.");
  assert.match(await visitor.send("connect Anna sesame-street"), /do not belong together/);
});

onBothWalls(
  "9.1.3 quit ends a connection before login, under each of its names",
  {},
  async (game) => {
    for (const line of ["quit", "q", "qu"]) {
      const visitor = await game.connect();
      visitor.clear();
      await visitor.send(line);
      await game.settled();
      assert.deepEqual([visitor.screen, visitor.closedWith], ["Goodbye. Come back soon.", "quit"]);
    }
  },
);

Deno.test("9.1.3 help before login lists what can be typed there", async () => {
  await using game = await testGame();
  const visitor = await game.connect();
  for (const line of ["help", "h", "?"]) {
    const shown = await visitor.send(line);
    for (const name of ["connect", "create", "encoding", "info", "look", "quit", "screenreader"]) {
      assert.ok(shown.includes(name), name);
    }
    assert.doesNotMatch(shown, /charcreate|boot/);
  }
  assert.match(await visitor.send("help create"), /^create \(also cre, cr\)\nUsage: create/);
});

Deno.test("9.1.3 screenreader turns itself on and off, and is kept at login", async () => {
  await using game = await testGame();
  const visitor = await game.connect();
  assert.equal(await visitor.send("screenreader"), "Screen reader output is on.");
  assert.equal(await visitor.send("screenreader"), "Screen reader output is off.");
  await visitor.send("screenreader");
  await visitor.send("create Anna sesame-street");
  assert.match(await visitor.send("option screenreader"), /screenReader +on/);
});

Deno.test("9.1.4 names have no spaces, and a quoted one is told so", async () => {
  await using game = await testGame();
  const visitor = await game.connect();
  const shown = await visitor.send('create "Anna Lee" sesame-street');
  assert.match(shown, /letters.* Type create to try again/);
  assert.match(await visitor.send("help connect"), /Usage: connect \[NAME \[PASSWORD\]\]/);
  assert.doesNotMatch(await visitor.send("help create"), /space/);
});

Deno.test("9.1.4 a password may have spaces in quotes", async () => {
  await using game = await testGame();
  const visitor = await game.connect();
  await visitor.send('create Anna "open the door"');
  await visitor.send("quit");
  const again = await game.connect();
  assert.match(await again.send('connect Anna "open the door"'), /Welcome, Anna/);
  assert.doesNotMatch((await comeBack(game, "Anna")).screen, /Welcome, Anna/);
});
