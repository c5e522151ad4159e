import assert from "node:assert/strict";
import { clearGuests, findGuests } from "../../../src/core/account/guests.ts";
import { innerGame } from "../../games/inner_game.ts";
import { login, onStaffedWalls, PASSWORD } from "../../games/staffed_game.ts";

onStaffedWalls("9.4.4 an Admin lists accounts, and looks at one", {}, async (start) => {
  await using game = await start();
  const ada = await login(game, "ada");
  const anna = await login(game, "anna");
  await anna.send("charcreate Anna");
  await anna.send("quit");
  const list = await ada.send("accounts");
  assert.match(list, /anna +Player +1970-01-01 +1 +0/);
  assert.match(list, /ada +Player, Admin +1970-01-01 +0 +1/);
  assert.match(await ada.send("accounts DORA"), /dora +Player, Developer/);
  assert.match(await ada.send("accounts nobody"), /There is no account "nobody"\./);
  assert.match(await ada.send("accounts/delete anna"), /Only a Developer deletes accounts\./);
});

onStaffedWalls(
  "1.6.12, 9.4.4 accounts/delete ends the sessions, and keeps nothing",
  {},
  async (start) => {
    {
      await using game = await start();
      const dora = await login(game, "dora");
      const anna = await login(game, "anna");
      const other = await login(game, "anna");
      for (const line of ["charcreate Anna", "charcreate Annabel", "ic Anna", "get key"]) {
        await anna.send(line);
      }
      assert.match(await dora.send("accounts/delete anna"), /2 characters; 2 sessions will end/);
      assert.match(await dora.send("no"), /anna was not deleted\./);
      assert.equal(anna.closedWith, undefined);
      await dora.send("accounts/delete anna");
      assert.match(await dora.send("Anna"), /The account anna was deleted\./);
      await game.settled();
      assert.deepEqual([anna.closedWith, other.closedWith], ["booted", "booted"]);
      anna.expect("Your account was deleted.");
      for (const name of ["Anna", "Annabel"]) {
        assert.match(await dora.send(`examine ${name}`), /There is nothing called/);
      }
      const kinds = game.trace.filter(({ level }) => level === "error").map(({ kind }) => kind);
      assert.deepEqual(kinds, []);
    }
    await using game = await start();
    const again = await game.connect();
    assert.match(await again.send(`connect anna ${PASSWORD}`), /do not belong together/);
    assert.match(await again.send(`create anna ${PASSWORD}`), /Account created: anna\./);
    assert.match(await again.send("charcreate Anna"), /Character created: Anna\./);
    assert.match(await again.send("ic Anna"), /You see: .*brass key/);
  },
);

onStaffedWalls("9.4.4 accounts/delete spares oneself and whoever is higher", {}, async (start) => {
  await using game = await start();
  const dora = await login(game, "dora");
  assert.match(await dora.send("accounts/delete dora"), /You cannot delete your own account\./);
  assert.match(await dora.send("accounts/delete root"), /permission is higher than yours/);
  assert.match(await dora.send("accounts/delete"), /Which account/);
  const anna = await login(game, "anna");
  assert.doesNotMatch(await anna.send("accounts"), /Permission/);
});

// Inline only from here on: a Store fails or is slow, or the test looks inside.

Deno.test("AccountService.delete() leaves the account as it was when that cannot be kept", async () => {
  await using inner = await innerGame({ settings: { heartbeatInterval: 0 } });
  const anna = await inner.game.connect();
  await anna.send("create anna sesame-street");
  await anna.send("charcreate Anna");
  const { accounts, world } = inner.inside;
  const account = await accounts.find("ANNA");
  assert.ok(account !== undefined);
  inner.disk.isFull = true;
  await accounts.delete(account);
  await inner.game.settled();
  assert.equal(await accounts.find("anna"), account);
  assert.deepEqual(account.characters, world.named("Anna"));
  await assert.rejects(accounts.delete(account), /must be able to write/);
  inner.disk.isFull = false;
  await inner.moveTime(60_000);
  await inner.game.settled();
  const again = await inner.game.connect();
  assert.match(await again.send("connect anna sesame-street"), /Anna/);
  await accounts.delete(account);
  await inner.game.settled();
  assert.equal(again.closedWith, "booted");
  assert.equal(await accounts.find("anna"), undefined);
});

Deno.test("AccountService.delete() lets nobody log in while it waits, and no one change it after", async () => {
  await using inner = await innerGame();
  const anna = await inner.game.connect();
  await anna.send("create anna sesame-street");
  const { accounts } = inner.inside;
  const account = await accounts.find("anna");
  assert.ok(account !== undefined);
  const [deleted, found] = [
    accounts.delete(account),
    accounts.authenticate("anna", "sesame-street", "127.0.0.1"),
  ];
  await deleted;
  assert.equal((await found).kind, "wrong");
  assert.throws(() => account.set("mark", 1), /it was deleted/);
  await accounts.delete(account);
  const late = await inner.game.connect();
  const session = inner.inside.sessions.get(late.sessid);
  assert.ok(session !== undefined);
  await inner.inside.sessions.login(session, account);
  await inner.game.settled();
  late.expect("That account is gone.");
  assert.equal(session.state, "unloggedin");
});

Deno.test("1.7.10 clearGuests() deletes the guests that nobody is, and no one else", async () => {
  await using inner = await innerGame({ settings: { guestEnabled: true } });
  const { accounts } = inner.inside;
  const eve = await inner.game.connect();
  await eve.send("connect guest");
  assert.equal((await accounts.createGuest("127.0.0.1")).kind, "created");
  assert.notEqual(await accounts.find("guest2"), undefined);
  await clearGuests(accounts, await findGuests(accounts, ["Guest1", "Guest2", "Guest3"]));
  await inner.game.settled();
  assert.notEqual(await accounts.find("guest1"), undefined);
  assert.equal(await accounts.find("guest2"), undefined);
  assert.deepEqual(inner.inside.world.named("Guest2"), []);
});
