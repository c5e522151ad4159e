import assert from "node:assert/strict";
import {
  defineCommand,
  defineMenu,
  definePlugin,
  type Plugin,
  yesNo,
} from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer, newStaff, newSuperuser } from "../../games/players.ts";

// Inline only: the plugin is made in the test.

/** Commands to force, and to be forced. */
const pastime: Plugin = definePlugin({
  name: "pastime",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    const sell = yesNo("Sell your house?", { yes: "sold", no: null });
    const nodes = { sell, sold: { text: "It is sold." } };
    provide.menu("house", defineMenu({ start: "sell", nodes }));
    provide.commands("builtin/character", [
      defineCommand({
        key: "order",
        run({ game, args }) {
          game.sessions.get(Number(args))?.executeCmd("yes", { mayAnswer: false });
        },
      }),
      defineCommand({
        key: "agent",
        run: ({ game, session }) => game.menus.start(session, "pastime/house"),
      }),
      defineCommand({
        key: "doll",
        run({ puppet, game }) {
          game.world.create({ type: "thing", name: "Anna's doll", location: puppet.location });
        },
      }),
    ]);
  },
});

async function staffed() {
  const game = await testGame({ plugins: [pastime] });
  const root = await newSuperuser(game, "Root");
  const bea = await newStaff(game, root, { name: "Bea", level: "Builder" });
  const anna = await newPlayer(game, "Anna");
  return { game, root, bea, anna };
}

Deno.test("9.4.3 force answers no question of others, whenever that is asked", async () => {
  const { game, bea, anna } = await staffed();
  await using _ = game;
  await anna.send("charcreate Adam");
  bea.type("force anna = chardelete Adam");
  bea.type("force anna = yes");
  await game.settled();
  await game.settled();
  assert.doesNotMatch(anna.screen, /was deleted/);
  await bea.send(`order ${anna.sessid}`);
  await game.settled();
  anna.expect("That is left out, since you are being asked something.");
  assert.doesNotMatch(anna.screen, /was deleted/);
  await anna.send("no");
  await anna.send("agent");
  assert.match(await bea.send("force anna = yes"), /Anna is being asked something/);
  assert.doesNotMatch(anna.screen, /It is sold/);
});

Deno.test("9.4.3 force and pemit find who is played, whatever lies near is called", async () => {
  const { game, root, anna } = await staffed();
  await using _ = game;
  await anna.send("north");
  await root.send("doll");
  anna.clear();
  assert.equal(await root.send("force Anna = say hi"), "You made Anna do it.");
  await root.send("pemit Anna = psst");
  await game.settled();
  anna.expect('You say, "hi"');
  anna.expect("psst");
});

Deno.test("9.4.3 force shows the line to nobody but who does it", async () => {
  const { game, root, anna } = await staffed();
  await using _ = game;
  assert.doesNotMatch(await root.send("force Anna = say sesame-secret"), /You made .*secret/);
  anna.expect("sesame-secret");
  assert.equal(JSON.stringify(game.trace).includes("sesame-secret"), false);
});

Deno.test("9.4.3 userpassword asks again whether one may, when the answer comes", async () => {
  const { game, root } = await staffed();
  await using _ = game;
  const ada = await newStaff(game, root, { name: "Ada", level: "Admin" });
  await ada.send("userpassword Anna");
  await root.send("perm/del Ada = Admin");
  await ada.send("brand-new-secret");
  assert.match(await ada.send("brand-new-secret"), /not the permission any more/);
  const anna = await game.connect();
  await anna.send("connect anna sesame-street");
  anna.expect("Welcome, Anna.");
});
