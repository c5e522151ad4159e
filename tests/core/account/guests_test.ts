import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { login, onStaffedWalls } from "../../games/staffed_game.ts";
import { newPlayer } from "../../games/players.ts";

const GUESTS = { guestEnabled: true, guestList: ["Guest1", "Visitor"] };

onBothWalls("9.2.1 nobody comes in as a guest unless guestEnabled is on", {}, async (game) => {
  const eve = await game.connect();
  assert.match(await eve.send("connect guest"), /Password/);
});

onBothWalls("9.2.1 connect guest gives an account with a character, in it", {
  ...GUESTS,
  autoPuppetOnLogin: false,
}, async (game) => {
  const bert = await newPlayer(game, "Bert");
  const eve = await game.connect();
  await eve.send("connect GUEST");
  eve.expect("You are a guest, called Guest1; nothing is kept of you when you leave.");
  eve.expect("You become Guest1.");
  bert.expect("Guest1 has entered the game.");
  await eve.send("say hello");
  bert.expect('Guest1 says, "hello"');
});

onBothWalls("9.2.1 a guest is refused when no name is free, until one leaves", {
  ...GUESTS,
  loginThrottleLimit: 2,
}, async (game) => {
  const [one, two, three] = [await game.connect(), await game.connect(), await game.connect()];
  await Promise.all([one.send("connect guest"), two.send("connect guest")]);
  const names = [one, two].map(({ screen }) => /You become (\w+)/.exec(screen)?.[1]);
  assert.deepEqual(names.sort(), ["Guest1", "Visitor"]);
  assert.match(await three.send("connect guest"), /All places for guests are taken\./);
  await one.send("quit");
  await game.settled();
  assert.match(await three.send("connect guest"), /You become/);
  const far = await game.connect({ address: "192.0.2.7" });
  for (const problem of [/are taken/, /are taken/, /Too many logins failed lately/]) {
    assert.match(await far.send("connect guest"), problem);
  }
});

onBothWalls("9.2.2 a guest has the commands of a player but for its account's", {
  ...GUESTS,
}, async (game) => {
  const eve = await game.connect();
  await eve.send("connect guest");
  eve.clear();
  const lines = [
    ...["ooc", "charcreate Eve", "chardelete Guest1", "password", "claim TEST-CODE"],
    ...["quell", "unquell"],
  ];
  for (const line of lines) {
    assert.match(await eve.send(line), /There is no command|no such|not .*command/i, line);
  }
  assert.match(await eve.send("look"), /The Vestibule/);
});

for (const line of ["quit", "logout", "!vanish"]) {
  onBothWalls(`9.2.2 a guest is gone after ${line}`, GUESTS, async (game) => {
    const bert = await newPlayer(game, "Bert");
    await bert.send(`claim ${game.claimCode}`);
    const eve = await game.connect();
    await eve.send("connect guest");
    await eve.send("get key");
    assert.match(await bert.send("accounts guest1"), /Guest1 +Guest/);
    if (line === "!vanish") await eve.vanish();
    else await eve.send(line);
    await game.settled();
    assert.match(await bert.send("accounts guest1"), /There is no account "guest1"\./);
    assert.match(await bert.send("examine Guest1"), /There is nothing called/);
    assert.match(await bert.send("look"), /brass key/);
    assert.deepEqual(game.trace.filter(({ level }) => level === "error"), []);
  });
}

onBothWalls("1.7.10 a reload keeps guests and their characters", GUESTS, async (game) => {
  const eve = await game.connect();
  await eve.send("connect guest");
  assert.equal(await game.reload(), undefined);
  assert.match(await eve.send("say still here"), /You say, "still here"/);
  const other = await game.connect();
  assert.match(await other.send("connect guest"), /You become Visitor\./);
});

onBothWalls("9.2.3 names of guests are nobody else's", GUESTS, async (game) => {
  const anna = await game.connect();
  assert.match(await anna.send("create guest1 sesame-street"), /That name is kept for guests\./);
  await anna.send("create anna sesame-street");
  assert.match(await anna.send("charcreate visitor"), /That name is kept for guests\./);
});

onStaffedWalls("9.2.2 no guest outlives a shutdown", GUESTS, async (start) => {
  {
    await using game = await start();
    const eve = await game.connect();
    await eve.send("connect guest");
    eve.expect("You become Guest1.");
  }
  await using game = await start();
  const root = await login(game, "root");
  assert.match(await root.send("accounts guest1"), /There is no account "guest1"\./);
  assert.match(await root.send("examine Guest1"), /There is nothing called/);
});
