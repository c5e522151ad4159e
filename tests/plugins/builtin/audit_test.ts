import assert from "node:assert/strict";
import { defineCommand, definePlugin } from "@vestibule/core";
import { type TestGame, testGame } from "../../../src/plugins/testing.ts";
import { until } from "../../games/turns_of.ts";
import { comeBack, newPlayer, newStaff, newSuperuser } from "../../games/players.ts";

/** What the audit log of a game tells, the oldest first, in words that are easy to compare. */
async function toldBy({ inside }: TestGame): Promise<readonly string[]> {
  const found = await inside.audit.find({ limit: 1000 });
  assert.ok(found.kind === "found");
  return found.entries.toReversed().map(({ kind, account, by, detail }) =>
    [kind, account, by === "" ? "" : `by ${by}`, detail].filter((part) => part !== "").join(" ")
  );
}

/** Plays, and returns what the audit log tells of it, but for what it takes to begin. */
async function toldOf(play: (game: TestGame) => Promise<void>): Promise<readonly string[]> {
  await using game = await testGame({ settings: { guestEnabled: true } });
  const before = await toldBy(game);
  assert.deepEqual(before, ["start cold"]);
  await play(game);
  return (await toldBy(game)).slice(before.length);
}

Deno.test("gate 16. who comes and goes is in the audit log", async () => {
  const told = await toldOf(async (game) => {
    await newPlayer(game, "Pat");
    const pat = await comeBack(game, "Pat");
    await pat.send("logout");
    await pat.send("connect pat sesame-street");
    await pat.send("quit");
    const guest = await game.connect();
    await guest.send("connect guest");
    await guest.send("quit");
  });
  assert.deepEqual(told, [
    ...["created Pat", "login Pat", "login Pat", "logout Pat", "login Pat", "logout Pat quit"],
    ...["created Guest1 guest", "login Guest1", "logout Guest1 quit", "deleted Guest1"],
  ]);
});

Deno.test("gate 16. who is refused is in the audit log, without the name that nobody has", async () => {
  const told = await toldOf(async (game) => {
    await newPlayer(game, "Pat");
    const una = await game.connect({ address: "192.0.2.7" });
    await una.send("connect nobody wrong-horse");
    for (let count = 0; count < 5; count++) await una.send("connect pat wrong-horse");
  });
  assert.deepEqual(told.slice(2), [
    ...["refused unknown name", "refused Pat wrong password", "refused throttled address"],
  ]);
});

Deno.test("gate 16. a key for SSH that comes or goes is in the audit log, by its fingerprint", async () => {
  const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDHNxPP7HU0kSNhI642oA8xh7Lpdqqm8dDSFI4UbbADZ";
  const told = await toldOf(async (game) => {
    const pat = await newPlayer(game, "Pat");
    await pat.send(`sshkey add ${key} pat@home`);
    await pat.send(`sshkey add ${key}`);
    await pat.send("nick hi = say hi");
    await pat.send("sshkey remove 1");
  });
  const print = "SHA256:Ih3F/1UajJzDsGo0d/2bpIUoOqA4HapHJhMdvyeYzSw";
  assert.deepEqual(told.slice(2), [`sshkey Pat added ${print}`, `sshkey Pat removed ${print}`]);
});

Deno.test("gate 16. what staff does is in the audit log: who, to whom, what it was before", async () => {
  const told = await toldOf(async (game) => {
    const root = await newSuperuser(game, "Root");
    const ada = await newStaff(game, root, { name: "Ada", level: "Admin" });
    await newPlayer(game, "Pat");
    await root.send("perm/del ada = Player");
    await ada.send("boot pat: loud");
    await ada.send("ban/name pat for 2h: spam");
    const pat = await game.connect();
    await pat.send("connect pat sesame-street");
    await ada.send("unban pat");
    await root.send("accounts/delete pat");
    await root.send("Pat");
    await root.send("reload");
    const isBack = () => game.trace.filter(({ kind }) => kind === "server:ready").length === 2;
    await until("the game after a reload", isBack);
    await game.settled();
  });
  assert.deepEqual(told, [
    ...["created Root", "login Root", "permission Root Player → superuser, Player"],
    ...["created Ada", "login Ada", "command Root perm Ada = Admin"],
    ...["permission Ada by Root Player → Player, Admin", "created Pat", "login Pat"],
    ...["command Root perm/del ada = Player", "permission Ada by Root Player, Admin → Admin"],
    ...["command Ada boot pat: loud", "boot Pat by Ada"],
    "command Ada ban/name pat for 2h: spam",
    "ban pat by Ada name pat until 2026-01-01T02:00:00.000Z: spam",
    "refused banned name",
    ...["command Ada unban pat", "unban pat by Ada name pat until 2026-01-01T02:00:00.000Z: spam"],
    ...["command Root accounts/delete pat", "deleted Pat by Root"],
    ...["command Root reload", "control Root reload", "start reload"],
  ]);
});

Deno.test("gate 16. a password is in no entry, wherever it is typed", async () => {
  const secret = "orchard-apple";
  const told = await toldOf(async (game) => {
    const root = await newSuperuser(game, "Root");
    const pat = await newPlayer(game, "Pat");
    for (const line of ["userpassword pat = ", "userpassword pat ", "userpassword "]) {
      await root.send(`${line}${secret}-1`);
    }
    await root.send("userpassword pat");
    for (let count = 0; count < 2; count++) await root.send(`${secret}-2`);
    await root.send(`force pat = password ${secret}-2 = ${secret}-3`);
    await root.send(`force pat password ${secret}-3 = ${secret}-4`);
    await pat.send(`password ${secret}-3 = ${secret}-5`);
    await pat.send(`${secret}-5`);
    await pat.send(`claim ${secret}`);
    await pat.send("logout");
    await pat.send(`connect ${secret}-6 ${secret}-7`);
    await pat.send(`connect pat ${secret}-8`);
  });
  assert.doesNotMatch(told.join("\n"), /orchard/);
  assert.deepEqual(told.slice(5), [
    ...["command Root userpassword …", "password Pat by Root", "command Root userpassword …"],
    ...["command Root userpassword …", "command Root userpassword …", "password Pat by Root"],
    ...["command Root force pat = …", "password Pat", "command Root force …", "password Pat"],
    ...["logout Pat", "refused unknown name", "refused Pat wrong password"],
  ]);
});

Deno.test("gate 16. what a command did that failed is not in the audit log, but that it was tried is", async () => {
  const raise = defineCommand({
    key: "raise",
    needs: "account",
    permission: "Builder",
    run({ account }) {
      account.permissions = ["Developer"];
      throw new Error("no");
    },
  });
  const failing = definePlugin({
    name: "failing",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.commands("builtin/account", [raise]),
  });
  await using game = await testGame({ plugins: [failing], failures: "allow" });
  const root = await newSuperuser(game, "Root");
  await root.send("raise me");
  assert.deepEqual((await toldBy(game)).slice(-2), [
    ...["permission Root Player → superuser, Player", "command Root raise me"],
  ]);
});

Deno.test("gate 16. audit shows entries to an Admin, the newest first, twenty at once", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const ada = await newStaff(game, root, { name: "Ada", level: "Admin" });
  for (let count = 0; count < 12; count++) {
    const pat = await game.connect({ address: `192.0.2.${count}` });
    await pat.send(count === 0 ? "create Pat sesame-street" : "connect pat sesame-street");
    await pat.send("quit");
  }
  const first = await ada.send("audit pat");
  assert.match(first, /No\. +When \(UTC\) +What +Who +From +Detail/);
  assert.match(first, /2026-01-01 00:00:00 +logout +Pat +192\.0\.2\.11 loopback #14 +quit/);
  assert.equal(first.match(/ Pat /g)?.length, 20);
  const [, older = ""] = /Older ones: (audit pat before \d+)/.exec(first) ?? [];
  const rest = await ada.send(older);
  assert.equal(rest.match(/ Pat /g)?.length, 5);
  assert.doesNotMatch(rest, /Older/);
  assert.equal(
    (await ada.send("audit address 192.0.2.4/31 kind login")).match(/login/g)?.length,
    2,
  );
  assert.match(await ada.send("audit kind permission"), /Ada by Root .*Player → Player, Admin/);
  assert.match(await ada.send("audit kind command since 1min"), /command +Ada .*audit pat/);
  assert.equal(await ada.send("audit kind boot"), "There is no such entry in the audit log.");
  assert.match(await ada.send("audit address nowhere"), /That is no address/);
  assert.match(await ada.send("audit kind x"), /The kinds are login/);
});
