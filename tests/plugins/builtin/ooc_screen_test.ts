import assert from "node:assert/strict";
import { cmdSet, definePlugin } from "../../../mod.ts";
import { oocScreen } from "../../../src/plugins/builtin/ooc_screen.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { comeBack, newcomer, newPlayer, newSuperuser } from "../../games/players.ts";
import { innerGame } from "../../games/inner_game.ts";

for (const multisessionMode of [0, 1, 2, 3] as const) {
  for (const autoPuppetOnLogin of [true, false]) {
    for (const maxNrCharacters of [1, 5]) {
      const isShort = autoPuppetOnLogin && maxNrCharacters === 1;
      const settings = { multisessionMode, autoPuppetOnLogin, maxNrCharacters };
      const shown = isShort ? "one line" : "the whole screen";
      const when = `mode ${multisessionMode}, ${
        autoPuppetOnLogin ? "auto-puppet" : "no auto-puppet"
      }`;
      Deno.test(`6.15 OOC look shows ${shown}: ${when}, ${maxNrCharacters} at most`, async () => {
        await using game = await testGame({ settings });
        const anna = await newPlayer(game, "Anna");
        const left = await anna.send("ooc");
        const looked = await anna.send("look");
        for (const text of [left, looked]) {
          assert.equal(/Type ic to be Anna again/.test(text), isShort, text);
          assert.equal(/Your sessions/.test(text), !isShort, text);
        }
      });
    }
  }
}

Deno.test("6.15 OOC look without a character shows the whole screen", async () => {
  await using game = await testGame({ settings: { maxNrCharacters: 1 } });
  const anna = await newcomer(game, "Anna");
  assert.match(await anna.send("look"), /Your characters \(0\/1\)\nNone yet\./);
});

Deno.test("6.15 the account's look says in character that it cannot look", async () => {
  const blind = definePlugin({
    name: "blind",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.cmdset("body", cmdSet({ key: "Blind", commands: [] })),
  });
  await using game = await testGame({
    plugins: [blind],
    settings: { cmdsetCharacter: "blind/body" },
  });
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("look"), /^You are in character.*no way to look.*ooc/);
});

Deno.test("6.16 the OOC screen names the account, and stars the session that asks", async () => {
  await using game = await testGame({ settings: { autoPuppetOnLogin: false } });
  const first = await newcomer(game, "Anna");
  const second = await comeBack(game, "Anna");
  const [one, two] = [`#${first.sessid} +loopback +127\\.0\\.0\\.1`, `#${second.sessid} +loopback`];
  const seen = await first.send("look");
  assert.match(seen, /^You are out of character, as the account Anna\.\n/);
  assert.match(seen, new RegExp(`\\n\\* +${one}\\n +${two}`));
  assert.match(await second.send("look"), new RegExp(`\\n +${one}\\n\\* +${two}`));
});

Deno.test("6.16 the OOC screen counts the characters, and tells who plays each", async () => {
  await using game = await testGame({
    settings: { multisessionMode: 2, autoPuppetOnLogin: false },
  });
  const root = await newSuperuser(game, "Root");
  await root.send("charcreate Rosa");
  const other = await comeBack(game, "Root");
  other.clear();
  const seen = await other.send("look");
  assert.match(seen, /as the account Root \(superuser\)/);
  assert.match(seen, /Your characters \(2\/5\)/);
  assert.match(seen, new RegExp(`Root +played in #${root.sessid}\\n`));
  assert.match(seen, /\nRosa *\n/);
  await other.send("ic rosa");
  await other.send("ooc");
  await root.send("ooc");
  assert.doesNotMatch(await other.send("look"), /played/);
});

Deno.test("6.16 the OOC screen names the permission of staff, and hints what to type", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const anna = await newcomer(game, "Anna");
  assert.match(await anna.send("look"), /charcreate and a name to make your first character/);
  await root.send("perm Anna = Builder");
  await anna.send("charcreate Anna");
  const seen = await anna.send("look");
  assert.match(seen, /as the account Anna \(Builder\)/);
  assert.match(seen, /ic and a name to enter the world.*\n.*make another\.\nType help/);
});

Deno.test("6.16 the OOC screen of one at the limit does not offer another character", async () => {
  await using game = await testGame({ settings: { maxNrCharacters: 1, autoPuppetOnLogin: false } });
  const anna = await newcomer(game, "Anna");
  await anna.send("charcreate Anna");
  const seen = await anna.send("look");
  assert.match(seen, /Your characters \(1\/1\)/);
  assert.doesNotMatch(seen, /make another/);
});

Deno.test("6.16 OOC look at one of one's characters shows that alone", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "Anna");
  await anna.send("charcreate Ada = In a |rred|n coat");
  await anna.send("charcreate Adam");
  await newPlayer(game, "Bert");
  anna.clear();
  assert.equal(await anna.send("look ada"), "Ada\nIn a red coat");
  assert.deepEqual(anna.oob("text").at(-1), { type: "look" });
  assert.match(await anna.send("look ad"), /Which one\?/);
  assert.match(await anna.send("look bert"), /only your own characters, and none is called "bert"/);
});

Deno.test("6.16 oocScreen() is empty for an account without sessions", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "Anna");
  const { game, sessions } = inner.inside;
  const [session] = sessions.all();
  const account = session?.account;
  assert.ok(session !== undefined && account);
  assert.notEqual(oocScreen({ game, session, account }), "");
  await anna.send("logout");
  assert.equal(oocScreen({ game, session, account }), "");
});

Deno.test("10.1.7 what look and help show says what it is", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  const typeOf = async (line: string) => {
    await anna.send(line);
    return anna.oob("text").at(-1);
  };
  for (const line of ["look", "look key", "north", "ooc", "look"]) {
    assert.deepEqual(await typeOf(line), { type: "look" }, line);
  }
  for (const line of ["help", "help look", "help/search look"]) {
    assert.deepEqual(await typeOf(line), { type: "help" }, line);
  }
  assert.deepEqual(await typeOf("look nothing"), {});
});
