import assert from "node:assert/strict";
import { ACCOUNT_SET } from "../../../src/plugins/builtin/account_set.ts";
import { CHARACTER_SET } from "../../../src/plugins/builtin/character_set.ts";
import { UNLOGGEDIN_SET } from "../../../src/plugins/builtin/unloggedin_set.ts";
import { type AnyCommand, PERMISSIONS, permits } from "../../../src/plugins/api.ts";
import { type TestGame, testGame, type TestPlayer } from "../../../src/plugins/testing.ts";
import { BareServer } from "../../games/bare_server.ts";
import { newcomer, newPlayer, newSuperuser } from "../../games/players.ts";
import { measured } from "../../reliability/measured.ts";
import { newSync } from "../../../src/portals/session/new_sync.ts";

type Level = (typeof PERMISSIONS)[number];

/** Whatever the builtin plugin has that not everybody with an account may do. */
const GUARDED: readonly AnyCommand[] = [...UNLOGGEDIN_SET, ...ACCOUNT_SET, ...CHARACTER_SET]
  .filter(({ permission }) => permission !== undefined && permission !== "Guest");

function forbiddenTo(level: Level | undefined): readonly AnyCommand[] {
  const held = level === undefined ? [] : [level];
  // The builtin plugin provides no permission of its own, so each is a level.
  return GUARDED.filter(({ permission }) => !permits(held, false, permission as Level));
}

function namesOf(commands: readonly AnyCommand[]): readonly string[] {
  return commands.flatMap(({ key, aliases = [] }) => [key, ...aliases]);
}

/** Every way to type a command by one of its names. */
function waysToType(name: string): readonly string[] {
  const shorter = name.length > 3 ? [name.slice(0, -1), name.slice(0, -2)] : [];
  return [
    ...[name, `${name} x`, `${name} root = shutdown`, `${name}/all root`, `${name}/name root`],
    ...["@", "&", "/", "+", "@@", " "].map((prefix) => `${prefix}${name} root`),
    ...[name.toUpperCase(), `${name}\t root`, `|r${name}`, `${name}|n root`],
    ...shorter.map((part) => `${part} root`),
  ];
}

/** Checks that a line is answered as one that means nothing, and names nothing that is hidden. */
function assertUnknown(shown: string, line: string, hidden: readonly string[]): void {
  const [, hint = ""] = /^There is no command "[^]*?" here\. (.*)$/s.exec(shown.trim()) ?? [];
  assert.match(
    hint,
    /^(?:Type help to see what there is\.|Did you mean .*\?)$/,
    `${line}: ${shown}`,
  );
  const named = hint.split(/[\s,?]+/).filter((word) => hidden.includes(word));
  assert.deepEqual(named, [], line);
}

function ranOf(game: TestGame, commands: readonly AnyCommand[]): readonly unknown[] {
  const keys = commands.map(({ key }) => key);
  return game.trace.filter(({ kind, data }) =>
    kind === "command:run" && keys.includes(String(data.command))
  ).map(({ data }) => data.command);
}

async function giveLevel(root: TestPlayer, name: string, level: Level): Promise<void> {
  if (level !== "Player") await root.send(`perm ${name} = ${level}`);
  if (level === "Guest") await root.send(`perm/del ${name} = Player`);
}

Deno.test("gate 10. every command above a level is unknown to one, in every state, however typed", async (test) => {
  const levels = PERMISSIONS.slice(0, -1);
  let count = 0;
  for (const level of levels) {
    await test.step(`a ${level}`, async () => {
      count += await countUnknown(level);
    });
  }
  const lines = count.toLocaleString("en");
  measured("gate 10", `${lines} of ${lines} lines unknown to ${levels.length} roles`);
});

/** Types every command above a level, in every way; returns how many lines were unknown. */
async function countUnknown(level: Level): Promise<number> {
  const forbidden = forbiddenTo(level);
  const hidden = namesOf(forbidden);
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const inside = await newPlayer(game, "Pat");
  const outside = await newcomer(game, "Una");
  const nobody = await game.connect();
  for (const name of ["pat", "una"]) await giveLevel(root, name, level);
  const standing = await root.send("perm pat");
  const before = game.trace.length;
  const ran = ranOf(game, forbidden).length;
  root.clear();
  let count = 0;
  for (const line of hidden.flatMap(waysToType)) {
    for (const player of [inside, outside]) {
      assertUnknown(await player.send(line), line, hidden);
      count++;
    }
  }
  for (const line of namesOf(forbiddenTo(undefined)).flatMap(waysToType)) {
    assertUnknown(await nobody.send(line), line, namesOf(GUARDED));
    count++;
  }
  assert.equal(ranOf(game, forbidden).length, ran);
  assert.equal(root.screen, "", "nobody was told anything");
  assert.deepEqual([root, inside, outside, nobody].map(({ closedWith }) => closedWith), [
    ...[undefined, undefined, undefined, undefined],
  ]);
  const kinds = game.trace.slice(before).map(({ kind }) => kind);
  assert.deepEqual(kinds.filter((kind) => /^(?:server|supervisor|plugin|gate):/.test(kind)), []);
  assert.equal(await root.send("perm pat"), standing);
  assert.equal(await root.send("ban"), "Nobody is banned.");
  return count;
}

Deno.test("gate 10. the test knows the commands of staff, and sees one that runs", async () => {
  const staff = namesOf(forbiddenTo("Player"));
  for (const name of ["shutdown", "perm", "setperm", "ban", "force", "xray"]) {
    assert.ok(staff.includes(name), name);
  }
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  await root.send("@accounts");
  assert.deepEqual(ranOf(game, forbiddenTo("Player")), ["accounts"]);
  assert.throws(() => assertUnknown(root.screen, "@accounts", staff));
});

Deno.test("gate 10. what comes from a session that negotiates runs no command", async () => {
  const sync = newSync(1, { protocolKey: "test", address: "192.0.2.1" }, {}, 5);
  assert.equal(sync.state, "negotiating");
  await using server = await BareServer.start();
  const typed = (line: string) =>
    ({ kind: "input", sessid: 1, calls: [["text", [line], {}]], secret: false }) as const;
  await server.tell({ kind: "connect", sync });
  for (const line of namesOf(GUARDED).flatMap(waysToType)) {
    await server.tell(typed(line));
  }
  const ran = () => server.traced.filter(({ kind }) => kind === "command:run").length;
  assert.equal(ran(), 0);
  assert.deepEqual(server.news().filter(({ kind }) => kind === "control"), []);
  const settled = { flags: {}, sources: {}, settled: true, seen: 0 };
  await server.tell({ kind: "flags", sessid: 1, ...settled }, typed("info"));
  assert.ok(ran() > 0, "it can, once it has");
});
