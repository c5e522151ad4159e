import assert from "node:assert/strict";
import * as v from "valibot";
import { definePlugin, oobMessage, type Plugin } from "../../../mod.ts";
import { type TestGame, testGame, type TestPlayer } from "../../../src/plugins/testing.ts";
import menuLogin from "../../../docs/examples/menu_login/mod.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { newPlayer } from "../../games/players.ts";

const PASSWORD = "sesame-street";
const FAR = "192.0.2.7";
const WRONG = "That name and that password do not belong together.";

/** Somebody at the login screen whose client supports Char.Login. */
async function arrive(game: TestGame, address = "127.0.0.1"): Promise<TestPlayer> {
  const player = await game.connect({ address });
  await player.call("supports", ["char", "char.login"]);
  return player;
}

function login(player: TestPlayer, account: unknown, password: unknown = PASSWORD): Promise<void> {
  return player.call("char_login_credentials", [], { account, password });
}

onBothWalls(
  "CharLogin is offered to who supports it, and logs in to account:character",
  {},
  async (game) => {
    const first = await newPlayer(game, "Anna");
    await first.send("ooc");
    await first.send("charcreate Bell");
    await first.send("quit");
    const anna = await arrive(game);
    assert.deepEqual(anna.oob("char_login_default"), [{ type: ["password-credentials"] }]);
    await login(anna, "anna:bell");
    assert.deepEqual(anna.oob("char_login_result"), [{ success: true }]);
    anna.expect("Welcome, Anna.");
    assert.equal((await anna.send("say Hi")).trim(), 'You say, "Hi"');
    const bert = await newPlayer(game, "Bert");
    assert.match(await bert.send("look"), /Bell/);
  },
);

Deno.test("CharLogin logs in to the account alone as a typed login does, with the last character", async () => {
  await using game = await testGame();
  await (await newPlayer(game, "Anna")).send("quit");
  const anna = await arrive(game);
  await login(anna, "Anna");
  assert.deepEqual(anna.oob("char_login_result"), [{ success: true }]);
  anna.expect("The Vestibule");
  await login(anna, "Anna");
  assert.deepEqual(anna.oob("char_login_result").at(-1), {
    success: false,
    message: "You are logged in already.",
  });
});

Deno.test("CharLogin says so when the account has no such character, and lets it in", async () => {
  await using game = await testGame();
  await (await newPlayer(game, "Anna")).send("quit");
  const anna = await arrive(game);
  await login(anna, "Anna:Zo|re");
  assert.deepEqual(anna.oob("char_login_result"), [{ success: true }]);
  anna.expect('You have no character called "Zo|re".');
});

Deno.test("CharLogin puppets the character that was asked for, also where nobody is put into one", async () => {
  await using game = await testGame({ settings: { autoPuppetOnLogin: false } });
  await (await newPlayer(game, "Anna")).send("quit");
  const anna = await arrive(game);
  await login(anna, "Anna:Anna");
  assert.match(await anna.send("look"), /The Vestibule/);
});

Deno.test("CharLogin is not offered over a connection that others can read, and takes nothing there", async () => {
  await using game = await testGame();
  await (await newPlayer(game, "Anna")).send("quit");
  const anna = await arrive(game, FAR);
  assert.deepEqual(anna.oob("char_login_default"), []);
  await login(anna, "Anna");
  assert.deepEqual(anna.oob("char_login_result"), [{
    success: false,
    message: "Passwords are taken in this way over encrypted connections alone.",
  }]);
  await anna.tell({ secure: true });
  await anna.call("supports", ["char.login"]);
  assert.equal(anna.oob("char_login_default").length, 1);
  await login(anna, "Anna");
  assert.deepEqual(anna.oob("char_login_result").at(-1), { success: true });
});

Deno.test("CharLogin is not offered to who does not support it, or is logged in", async () => {
  await using game = await testGame();
  const anna = await game.connect();
  await anna.call("supports", ["char", "room"]);
  await anna.send(`create Anna ${PASSWORD}`);
  await anna.call("supports", ["char.login"]);
  assert.deepEqual(anna.oob("char_login_default"), []);
});

Deno.test("CharLogin asks the human when it is given nothing", async () => {
  await using game = await testGame();
  const anna = await arrive(game);
  await anna.call("char_login_credentials");
  assert.deepEqual(anna.oob("char_login_result"), []);
  assert.match(await anna.send(`create Anna ${PASSWORD}`), /Welcome, Anna/);
});

Deno.test("CharLogin counts with typed logins: bans and the throttle hold for both", async () => {
  await using game = await testGame({ settings: { loginThrottleLimit: 3 } });
  const root = await newPlayer(game, "Root");
  await root.send(`claim ${game.claimCode}`);
  const anna = await arrive(game, FAR);
  await anna.tell({ secure: true });
  await login(anna, "Root", "wrong");
  await login(anna, "nobody", "wrong");
  const refused = { success: false, message: WRONG };
  assert.deepEqual(anna.oob("char_login_result"), [refused, refused]);
  assert.match(await anna.send("connect Root wrong"), /do not belong together/);
  await login(anna, "Root");
  assert.match(
    String(anna.oob("char_login_result").at(-1)?.["message"]),
    /^Too many logins failed lately/,
  );
  assert.match(await anna.send(`connect Root ${PASSWORD}`), /Too many logins failed lately/);
  await root.send("ban villain");
  const other = await arrive(game);
  await login(other, "villain");
  assert.deepEqual(other.oob("char_login_result"), [
    { success: false, message: "That name is banned here." },
  ]);
});

Deno.test("CharLogin looks at one password of a session at a time", async () => {
  await using game = await testGame();
  await (await newPlayer(game, "Anna")).send("quit");
  const anna = await arrive(game);
  await Promise.all([login(anna, "Anna", "guess one"), login(anna, "Anna")]);
  assert.deepEqual(anna.oob("char_login_result").map(({ message }) => message), [
    "The credentials before these are still looked at.",
    WRONG,
  ]);
  await login(anna, "Anna");
  assert.deepEqual(anna.oob("char_login_result").at(-1), { success: true });
});

Deno.test("CharLogin ends a question at the login screen: what is typed next is shown and read", async () => {
  await using game = await testGame();
  await (await newPlayer(game, "Anna")).send("quit");
  const anna = await arrive(game);
  await anna.send("connect Anna");
  assert.ok(anna.isSecret);
  await login(anna, "Anna");
  assert.ok(!anna.isSecret);
  assert.equal((await anna.send("say Hi")).trim(), 'You say, "Hi"');
});

Deno.test("CharLogin logs in where a menu stands in for the login screen", async () => {
  await using game = await testGame({ plugins: [menuLogin] });
  const first = await game.connect();
  for (const line of ["anna", "yes", PASSWORD, PASSWORD, "quit"]) await first.send(line);
  const anna = await arrive(game);
  await anna.send("anna");
  await login(anna, "anna");
  assert.deepEqual(anna.oob("char_login_result"), [{ success: true }]);
  assert.match(await anna.send("who"), /anna/);
});

Deno.test("CharLogin is silent where a plugin declares its messages", async () => {
  const schema = v.strictObject({ ours: v.boolean() });
  const own: Plugin = definePlugin({
    name: "own",
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      for (const name of ["Char.Login.Default", "Char.Login.Result"]) {
        provide.oob(oobMessage({ name, direction: "out", schema, help: "Ours." }));
      }
    },
  });
  await using game = await testGame({ plugins: [own] });
  const anna = await arrive(game);
  await login(anna, "Anna");
  assert.deepEqual([...anna.oob("char_login_default"), ...anna.oob("char_login_result")], []);
});

Deno.test("CharLogin's password is in no log, no trace and no message, whatever becomes of it", async () => {
  const secret = "swordfish-4711";
  await using game = await testGame();
  const anna = await game.connect();
  await anna.send(`create Anna ${secret}`);
  await anna.send("quit");
  const [bert, carl] = [await arrive(game), await arrive(game, FAR)];
  for (const player of [bert, carl]) await player.tell({ inputDebug: true });
  await login(carl, "Anna", secret);
  await login(bert, "Anna", `${secret}!`);
  await login(bert, "Anna", secret.repeat(100));
  await login(bert, "Anna", [secret]);
  await login(bert, { [secret]: 1 }, secret);
  await bert.call("char_login_credentials", [secret, "Anna"]);
  await bert.call("char_login_credentials", [secret]);
  await login(bert, "Anna", secret);
  assert.deepEqual(bert.oob("char_login_result").at(-1), { success: true });
  bert.expect('"Char.Login.Credentials" was not used: field "password": must be text');
  const seen = JSON.stringify([
    ...[game.trace, game.log, game.failures],
    ...[bert, carl].flatMap((player) => [player.transcript, player.oob("char_login_result")]),
  ]);
  assert.ok(seen.includes("oob:refused") && seen.includes("session:login"));
  assert.ok(!seen.includes("swordfish"));
});
