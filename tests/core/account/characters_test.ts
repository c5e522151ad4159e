import assert from "node:assert/strict";
import { definePlugin, type Plugin } from "../../../src/plugins/api.ts";
import { innerGame } from "../../games/inner_game.ts";
import { login, onStaffedWalls } from "../../games/staffed_game.ts";
import { house } from "../session/house.ts";
import { accountLab } from "./account_lab.ts";

/** Writes down which account, by its id, has got or lost which character. */
function ledger(seen: string[]): Plugin {
  return definePlugin({
    name: "ledger",
    version: "1.0.0",
    api: 1,
    setup({ on }) {
      on(
        "account:create",
        ({ account }) => void seen.push(`made with ${account.characters.length}`),
      );
      on("account:gainCharacter", ({ account, character }) => {
        seen.push(`${account} has ${character.name}`);
      });
      on("account:loseCharacter", ({ account, character }) => {
        seen.push(`${account} lost ${character.name}`);
      });
    },
  });
}

onStaffedWalls(
  "6.12 maxNrCharacters holds for all but Developers and superusers, who may quell that",
  { maxNrCharacters: 1 },
  async (start) => {
    await using game = await start();
    const second = async (name: string) => {
      const player = await login(game, name);
      await player.send(`charcreate ${name}`);
      return { player, shown: await player.send(`charcreate ${name}two`) };
    };
    for (const name of ["anna", "ada"]) {
      assert.match((await second(name)).shown, /You have 1 characters already, the most allowed\./);
    }
    for (const name of ["root", "dora"]) {
      const { player, shown } = await second(name);
      assert.match(shown, /Character created/, name);
      await player.send("quell");
      assert.match(await player.send(`charcreate ${name}three`), /the most allowed/);
    }
  },
);

Deno.test("6.12 a maxNrCharacters of 0 is no limit", async () => {
  await using game = await house({ maxNrCharacters: 0 });
  for (let count = 0; count < 20; count++) {
    assert.match(await game.bert.send(`charcreate Bert${"x".repeat(count + 1)}`), /created/);
  }
  assert.equal(game.account(game.bert).characters.length, 21);
});

Deno.test("6.10 Accounts.create() makes a character of the account's name when told to", async () => {
  const seen: string[] = [];
  await using inner = await innerGame({
    settings: { autoCreateCharacterWithAccount: true },
    plugins: [ledger(seen)],
  });
  const { accounts } = inner.inside;
  const made = await accounts.create("anna", "sesame-street", "127.0.0.1");
  assert.ok(made.kind === "created");
  const { account } = made;
  assert.deepEqual(account.characters.map(({ name }) => name), ["anna"]);
  assert.equal(account.lastPuppet, account.characters[0]);
  assert.deepEqual(seen, [`${account.id} has anna`, "made with 1"]);
  const second = await accounts.create("ANNABEL", "sesame-street", "127.0.0.1");
  assert.ok(second.kind === "created");
  assert.deepEqual(second.account.characters.map(({ name }) => name), ["ANNABEL"]);
});

Deno.test("6.17 account.characters follows whose each character is, and both accounts are told of", async () => {
  const seen: string[] = [];
  await using game = await house({}, [ledger(seen)]);
  const [anna, bert] = [game.account(game.anna), game.account(game.bert)];
  const names = () => [anna, bert].map(({ characters }) => characters.map(({ name }) => name));
  assert.deepEqual(names(), [["Anna", "Alma"], ["Bert"]]);
  seen.splice(0);
  const [alma, bertie] = [game.object("Alma"), game.object("Bert")];
  alma.ownerId = bert.id;
  assert.deepEqual(names(), [["Anna"], ["Bert", "Alma"]]);
  assert.equal((await game.puppet(game.anna, "Alma")).kind, "notYours");
  assert.equal((await game.puppet(game.bert, "Alma")).kind, "puppeted");
  alma.ownerId = bert.id;
  bertie.ownerId = null;
  assert.deepEqual(names(), [["Anna"], ["Alma"]]);
  game.object("Anna").delete();
  assert.deepEqual(names(), [[], ["Alma"]], "no gap is left");
  const [a, b] = [anna.id, bert.id];
  assert.deepEqual(seen, [`${a} lost Alma`, `${b} has Alma`, `${b} lost Bert`, `${a} lost Anna`]);
});

Deno.test("6.17 a character that was given away belongs to its new account after a reload", async () => {
  await using game = await house();
  const { id } = game.account(game.bert);
  game.object("Alma").ownerId = id;
  assert.equal(await game.inner.game.reload(), undefined);
  assert.match(await game.bert.send("ic Alma"), /You become Alma\./);
  assert.match(await game.anna.send("ic Alma"), /You have no character called "Alma"/);
});

Deno.test("6.18 createCharacter() names it like the account, and begins where and as it is told", async () => {
  await using game = await house();
  const { accounts, world } = game.inner.inside;
  const bert = game.account(game.bert);
  const hall = game.object("The Hall");
  game.object("Bert").delete();
  const made = accounts.createCharacter(bert);
  assert.ok(made.kind === "created");
  const { character } = made;
  assert.deepEqual([character.name, character.desc, character.location], ["bert", "", null]);
  assert.equal(bert.lastPuppet, character, "it is the only one");
  assert.match(await game.bert.send("ic"), /You become bert\.[^]*The Vestibule/);
  assert.equal(character.location, world.startLocation());
  assert.match(await game.bert.send("look me"), /bert\nNothing special\./);
  const options = { desc: "Tall.", aliases: ["rob"], location: hall };
  const other = accounts.createCharacter(bert, "Robert", options);
  assert.ok(other.kind === "created");
  assert.notEqual(bert.lastPuppet, other.character);
  assert.match(await game.bert.send("ic rob"), /You become Robert\.[^]*The Hall/);
  assert.equal(other.character.location, hall);
  assert.match(await game.bert.send("look me"), /Robert\nTall\./);
});

Deno.test("6.18 createCharacter() gives what it made, or what is wrong", async () => {
  await using lab = await accountLab();
  const result = await lab.accounts.create("anna", "sesame-street", "127.0.0.1");
  assert.ok(result.kind === "created");
  assert.equal(lab.accounts.createCharacter(result.account).kind, "created");
  assert.deepEqual(lab.accounts.createCharacter(result.account), {
    kind: "refused",
    problem: 'The name "anna" is taken. Choose another one.',
  });
  assert.deepEqual(result.account.characters.length, 1);
});

Deno.test("checkCharacter() says what createCharacter() would refuse, and makes nothing", async () => {
  await using inner = await innerGame({ settings: { maxNrCharacters: 1, guestList: ["Berta"] } });
  const { accounts, world } = inner.inside;
  const made = await accounts.create("anna", "sesame-street", "127.0.0.1");
  assert.equal(made.kind, "created");
  if (made.kind !== "created") return;
  const { account } = made;
  assert.equal(accounts.checkCharacter(account), null);
  assert.equal(accounts.checkCharacter(account, "Bea"), null);
  assert.match(accounts.checkCharacter(account, "B3a") ?? "", /^The name may hold letters/);
  assert.match(accounts.checkCharacter(account, "berta") ?? "", /kept for guests/);
  assert.deepEqual([...world.all()].filter(({ type }) => type === "character"), []);
  assert.equal(accounts.createCharacter(account, "Bea").kind, "created");
  assert.match(accounts.checkCharacter(account) ?? "", /1 characters already/);
});
