import assert from "node:assert/strict";
import type { TestGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { onChangingWalls } from "../../games/changing_game.ts";
import { comeBack, newPlayer } from "../../games/players.ts";
import { withFilePlugin } from "../../games/plugin_folder.ts";
import { withMenus } from "../menu/menu_games.ts";

// What users of Evennia reported of reloads, each as a test under the number of their report.

withMenus(
  "evennia #967 a session is at the same node of its menu after each reload",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    await anna.send("menu shop");
    await anna.send("buy");
    for (const left of [2, 1]) {
      anna.clear();
      assert.equal(await game.reload(), undefined);
      anna.expect(`Counter: you have ${left} coins.`);
      await anna.send("buy");
    }
    assert.match(await anna.send("quit"), /The shop closes/);
    assert.match(await anna.send("say free"), /You say, "free"/);
  },
);

for (const multisessionMode of [0, 1, 2, 3] as const) {
  onBothWalls(
    `evennia #583 #1590 in mode ${multisessionMode} no reload throws anybody out of character`,
    { multisessionMode },
    async (game) => {
      const anna = await newPlayer(game, "Anna");
      const bert = await newPlayer(game, "Bert");
      for (const time of ["first", "second"]) {
        assert.equal(await game.reload(), undefined);
        bert.clear();
        assert.match(await anna.send(`say the ${time}`), /You say/);
        bert.expect(`Anna says, "the ${time}"`);
        assert.doesNotMatch(bert.screen, /has (left|entered) the game/);
      }
    },
  );
}

/** Checks that a session is not offered what the login screen is. */
async function assertNoLogin(game: TestGame, player: Awaited<ReturnType<typeof newPlayer>>) {
  for (const line of ["connect Bert sesame-street", "create Dora sesame-street"]) {
    assert.match(await player.send(line), /There is no command/, line);
  }
  const help = await player.send("help");
  assert.match(help, /charcreate/);
  assert.doesNotMatch(help, /\bcreate\b/);
  assert.ok(
    game.trace.every(({ kind, data }) => kind !== "account:create" || data.name !== "Dora"),
  );
}

onBothWalls(
  "evennia #1564 no reload gives a session that plays the commands of the login screen",
  {},
  async (game) => {
    const [anna, bert] = [await newPlayer(game, "Anna"), await newPlayer(game, "Bert")];
    await bert.send("ooc");
    await assertNoLogin(game, anna);
    for (const mode of ["reload", "reload", "reset"] as const) {
      assert.equal(await game.reload(mode), undefined);
      await assertNoLogin(game, anna);
      await assertNoLogin(game, bert);
    }
    await bert.send("logout");
    assert.equal(await game.reload(), undefined);
    assert.match(await bert.send("connect Bert sesame-street"), /Welcome, Bert\./);
  },
);

onChangingWalls(
  "evennia #678 a reload applies another mode whole: who is one too many is told why and ends",
  { multisessionMode: 3 },
  async ({ game, change }) => {
    const stranger = await game.connect();
    const [old, bert] = [await newPlayer(game, "Anna"), await newPlayer(game, "Bert")];
    const newest = await comeBack(game, "Anna");
    await newest.send("ic Anna");
    change({ multisessionMode: 0 });
    assert.equal(await game.reload(), undefined);
    const all = [stranger, old, bert, newest];
    assert.deepEqual(all.map(({ closedWith }) => closedWith), [
      ...[undefined, "logged_in_elsewhere", undefined, undefined],
    ]);
    old.expect("Accounts have one session here from now on, and yours has a newer one. Goodbye.");
    assert.match(await newest.send("say still me"), /You say/);
    bert.expect('Anna says, "still me"');
    await stranger.send("connect Anna sesame-street");
    assert.equal(newest.closedWith, "logged_in_elsewhere", "the mode holds for the next login");
    stranger.expect("You become Anna.");
  },
);

/** A module with a cmdset and its command, which says what it is told to. */
function oneModule(words: string): string {
  return `import { cmdSet, defineCommand, definePlugin } from "@vestibule/core";
const swim = defineCommand({ key: "swim", run: ({ msg }) => msg(${JSON.stringify(words)}) });
const pool = cmdSet({ key: "Pool", commands: [swim] });
const dive = defineCommand({
  key: "dive",
  run: ({ session }) => session.cmdsets.add({ name: "pool/pool", set: pool }),
});
const plugin = definePlugin({
  name: "pool",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.cmdset("pool", pool);
    provide.commands("builtin/character", [dive]);
  },
});
export default plugin;
`;
}

// Behind the wall of a worker alone: in this isolate no module is read twice.

Deno.test("evennia #163 a reload takes a cmdset and its commands anew from the one module of both", () =>
  withFilePlugin(oneModule("You splash."), async ({ game, write }) => {
    const anna = await newPlayer(game, "Anna");
    await anna.send("dive");
    assert.match(await anna.send("swim"), /You splash\./);
    write(oneModule("You glide."));
    assert.match(await anna.send("swim"), /You splash\./, "nothing changes before the reload");
    assert.equal(await game.reload(), undefined);
    assert.match(await anna.send("swim"), /You glide\./, "the set that the session has is new");
    assert.match(
      await newPlayer(game, "Bert").then(async (bert) => {
        await bert.send("dive");
        return bert.send("swim");
      }),
      /You glide\./,
    );
  }));

const BROKEN: Readonly<Record<string, readonly [string, RegExp]>> = {
  "does not parse": [
    oneModule("Never.").replace("setup(", "setup)"),
    /SyntaxError[^]*mod\.js:12:8/,
  ],
  "throws as it loads": [
    `${oneModule("Never.")}throw new Error("torn");\n`,
    /torn[^]*mod\.js:18:7/,
  ],
  "throws in its setup": [
    oneModule("Never.").replace(
      "provide.cmdset",
      'if (Date.now() > 0) throw new Error("rent");\n    provide.cmdset',
    ),
    /rent[^]*mod\.js:13:/,
  ],
};

for (const [what, [source, where]] of Object.entries(BROKEN)) {
  Deno.test(`evennia #698 a reload to code that ${what} is refused, and the old Server goes on`, () =>
    withFilePlugin(oneModule("You splash."), async ({ game, write }) => {
      const anna = await newPlayer(game, "Anna");
      await anna.send("dive");
      write(source);
      assert.match(await game.reload() ?? "", where);
      assert.equal(anna.closedWith, undefined);
      assert.doesNotMatch(anna.screen, /world has/);
      assert.match(await anna.send("swim"), /You splash\./);
      write(oneModule("You glide."));
      assert.equal(await game.reload(), undefined, "mended code is taken");
      assert.match(await anna.send("swim"), /You glide\./);
    }));
}
