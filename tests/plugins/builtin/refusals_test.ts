import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { newcomer, newPlayer, newSuperuser } from "../../games/players.ts";

Deno.test("every command of staff is unknown to a player, and to a quelled superuser", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  const root = await newSuperuser(game, "Root");
  const lines = [
    ...["accounts", "userpassword anna", "perm anna", "boot anna", "ban anna", "unban 1", "wall x"],
    ...["force anna = look", "emit x", "remit here = x", "pemit anna = x", "examine here"],
    ...["reload", "reset", "shutdown"],
  ];
  for (const line of lines) assert.match(await root.send(`why ${line}`), /It runs/, line);
  await root.send("quell");
  for (const line of lines) {
    assert.match(await anna.send(line), /There is no command/, line);
    assert.match(await root.send(line), /There is no command/, line);
  }
});

Deno.test("the commands of a character refuse, and say why", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  await newPlayer(game, "Bert");
  const problems = {
    "look nothing": /You see no "nothing" here/,
    "get": /What do you want to take\?/,
    "get nothing": /There is no "nothing" here to take/,
    "get bert": /You cannot take Bert/,
    "drop nothing": /You carry no "nothing"/,
    "say": /What do you want to say\?/,
    "'": /What do you want to say\?/,
    "pose": /What do you want to do\?/,
    ":": /What do you want to do\?/,
  };
  for (const [line, problem] of Object.entries(problems)) {
    assert.match(await anna.send(line), problem, line);
  }
  await anna.send("get key");
  assert.match(await anna.send("get key"), /You have that already/);
});

Deno.test("claim, help, why, nick and unban refuse, and say what to do", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "Anna");
  const root = await newSuperuser(game, "Root");
  const problems = {
    "claim": /What is the code .*\?\n.*claim CODE/,
    "claim WRONG": /That code opens nothing/,
    "help nothing": /There is no help on "nothing"/,
    "help/search": /Type a text to search for/,
    "why": /Which line do you want to know about\?/,
    "nick/delete": /Which nick do you want to delete\?/,
    "nick/character hi = look": /You are not in a character/,
  };
  for (const [line, problem] of Object.entries(problems)) {
    assert.match(await anna.send(line), problem, line);
  }
  assert.match(await root.send(`claim ${game.claimCode}`), /You are a superuser already/);
  assert.match(await root.send("unban"), /Which ban do you want to lift\?\n.*unban NUMBER/);
  assert.match(await root.send("unban 7"), /There is no ban "7"\. Type ban to see/);
});

Deno.test("9.4.2 ban lists, bans an address as /address or /ip, and asks first", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  assert.equal(await root.send("ban"), "Nobody is banned.");
  assert.match(await root.send("ban/ip 192.0.2.7: loud"), /You banned 192\.0\.2\.7: it is ban 1/);
  assert.match(await root.send("ban/address 192.0.2.8"), /You banned 192\.0\.2\.8/);
  assert.match(await root.send("ban"), /1 +address +192\.0\.2\.7 +Root +2026-01-01 +- +loud/);
  const far = await game.connect({ address: "192.0.2.9" });
  await far.send("create Anna sesame-street");
  assert.match(await root.send("ban/name anna"), /That ends 1 session\. Type yes to ban/);
  assert.equal(await root.send(""), "Nobody was banned.");
  assert.equal(far.closedWith, undefined);
  assert.match(await root.send("ban/name/ip anna"), /Choose one: an address or a name/);
});
