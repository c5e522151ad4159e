import assert from "node:assert/strict";
import { list, menuText } from "@vestibule/core";
import { innerGame } from "../../games/inner_game.ts";
import { newPlayer } from "../../games/players.ts";
import { menuPlugin } from "./menu_plugin.ts";

Deno.test("14.2 menus.current() tells of the menu that the next line goes to", async () => {
  await using inner = await innerGame({ plugins: [menuPlugin] });
  const anna = await newPlayer(inner.game, "Anna");
  const current = () => {
    const session = inner.inside.sessions.get(anna.sessid);
    assert.ok(session);
    return inner.inside.game.menus.current(session);
  };
  assert.equal(current(), undefined);
  await anna.send("menu shop account");
  await anna.send("buy");
  assert.deepEqual(current(), { menu: "menus/shop", node: "counter", state: { coins: 2 } });
  await anna.send("quit");
  assert.equal(current(), undefined);
});

Deno.test("14.2 a place has the cmdset of menus once, however many are under way", async () => {
  await using inner = await innerGame({ plugins: [menuPlugin] });
  const anna = await newPlayer(inner.game, "Anna");
  const names = () => inner.inside.sessions.get(anna.sessid)?.cmdsets.names().slice(1);
  await anna.send("menu nested");
  await anna.send("in");
  assert.deepEqual(names(), ["core/menu"]);
  const commands = inner.inside.sessions.get(anna.sessid)?.cmdsets.sets.at(-1);
  assert.deepEqual(
    [...commands ?? []].map(({ system }) => system),
    ["noMatch", "noInput", "unloggedinLook"],
  );
  await anna.send("quit");
  await anna.send("quit");
  assert.deepEqual(names(), []);
});

Deno.test("14.2, 14.7 menus.end() ends the uppermost menu as quit does", async () => {
  await using inner = await innerGame({ plugins: [menuPlugin] });
  const anna = await newPlayer(inner.game, "Anna");
  await anna.send("menu nested");
  await anna.send("in");
  const session = inner.inside.sessions.get(anna.sessid);
  assert.ok(session);
  anna.clear();
  await inner.inside.game.menus.end(session);
  await inner.game.settled();
  anna.expect(/^Level 3\./);
  anna.clear();
  await inner.inside.game.menus.end(session);
  await inner.game.settled();
  anna.expect(/^The Vestibule/);
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});

Deno.test("14.11 menuText() makes each option a link that chooses it", async () => {
  await using inner = await innerGame();
  const anna = await inner.game.connect();
  const session = inner.inside.sessions.get(anna.sessid);
  assert.ok(session);
  const options = [{ key: "a|b", desc: "Some |rred|n" }, { key: "2", desc: "" }];
  assert.equal(
    menuText({ session, menu: "a/a", node: "a", text: "Choose.", options }),
    `Choose.\n\n${
      list(["|lca||b|lt|wa||b|n|le: Some |rred|n", "|lc2|lt|w2|n|le"], { layout: "choices" })
    }`,
  );
});
