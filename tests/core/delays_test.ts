import assert from "node:assert/strict";
import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  definePlugin,
} from "../../src/plugins/api.ts";
import { testGame } from "../../src/plugins/testing.ts";
import { newcomer, newPlayer } from "../games/players.ts";

type Context = CommandContext<"account">;

function command(key: string, run: (context: Context) => void | Promise<void>): AnyCommand {
  return defineCommand({ key, needs: "account", run });
}

/** A game with commands that leave something behind to be done later. */
function delayed(settings: Parameters<typeof testGame>[0] = {}) {
  let last: Disposable | undefined;
  const light = ({ account, game, args }: Context, fails = "") => {
    last = game.delay(1000, () => {
      account.set("fuse", args);
      account.msg(`The fuse of ${args} is lit.`);
      if (fails !== "") throw new Error(fails);
    });
  };
  const bombs = definePlugin({
    name: "bombs",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) =>
      provide.commands("builtin/account", [
        command("light", (context) => light(context)),
        command("cut", () => last?.[Symbol.dispose]()),
        command("dud", (context) => light(context, "a dud")),
        command("slow dud", ({ account, game }) => {
          game.delay(1000, async () => {
            account.set("fuse", "slow");
            await Promise.resolve();
            throw new Error("a slow dud");
          });
        }),
        command("loop", ({ account, game }) => {
          game.delay(1000, () => {
            account.set("fuse", "endless");
            for (;;);
          });
        }),
        command("drop", (context) => {
          light(context);
          throw new Error("butterfingers");
        }),
        command("forever", ({ game }) => void game.delay(2 ** 31, () => {})),
        command("fuse", ({ account, msg }) => msg(`fuse: ${account.get("fuse") ?? "none"}`)),
      ]),
  });
  return testGame({ ...settings, plugins: [bombs], failures: "allow" });
}

Deno.test("8.3.9 delay() does something later, even when who asked for it has left", async () => {
  await using game = await delayed();
  const [anna, bert] = [await newcomer(game, "anna"), await newcomer(game, "bert")];
  await anna.send("light red");
  await bert.send("light blue");
  await bert.vanish();
  await game.advance(999);
  assert.equal(anna.screen, "");
  await game.advance(1);
  assert.equal(anna.screen, "The fuse of red is lit.");
  const again = await game.connect();
  await again.send("connect bert sesame-street");
  assert.equal(await again.send("fuse"), "fuse: blue");
});

Deno.test("8.3.9 delay() ends when it is disposed of, and when its command fails", async () => {
  await using game = await delayed();
  const anna = await newcomer(game, "anna");
  await anna.send("light red");
  await anna.send("cut");
  await anna.send("drop blue");
  await game.advance(1000);
  assert.equal(await anna.send("fuse"), "fuse: none");
});

for (
  const [line, told] of [["dud", /^Error: a dud/], ["slow dud", /^Error: a slow dud/]] as const
) {
  Deno.test(`8.3.9 what throws in delay() is logged and taken back: ${line}`, async () => {
    await using game = await delayed();
    const anna = await newcomer(game, "anna");
    await anna.send(line);
    await game.advance(1000);
    assert.equal(anna.screen, "");
    assert.equal(await anna.send("fuse"), "fuse: none");
    const [event] = game.trace.filter(({ kind }) => kind === "plugin:fail");
    assert.equal(event?.data.hook, "delay");
    assert.match(String(event?.data.error), told);
  });
}

Deno.test("8.3.9 a delay() that loops is ended, and what it changed is taken back", async () => {
  await using game = await delayed({ settings: { commandTimeLimit: 50 } });
  const anna = await newcomer(game, "anna");
  await anna.send("loop");
  await game.advance(1000);
  assert.equal(await anna.send("fuse"), "fuse: none");
  assert.equal(game.trace.filter(({ kind }) => kind === "plugin:endless").length, 1);
});

Deno.test("8.3.9 delay() is lost at a reload, without harm", async () => {
  await using game = await delayed();
  const anna = await newcomer(game, "anna");
  await anna.send("light red");
  assert.equal(await game.reload(), undefined);
  await game.advance(1000);
  assert.equal(await anna.send("fuse"), "fuse: none");
  assert.deepEqual(game.trace.filter(({ level }) => level === "error"), []);
});

Deno.test("delay() refuses a time that no timer can wait", async () => {
  await using game = await delayed();
  const anna = await newcomer(game, "anna");
  assert.match(await anna.send("forever"), /^Something went wrong in "forever"/);
});

Deno.test("8.3.9 delay() may wait within for as long as it likes", async () => {
  const patient = definePlugin({
    name: "patient",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) =>
      provide.commands("builtin/account", [
        command("brew", ({ account, game }) => {
          game.delay(1000, async () => {
            await new Promise<void>((done) => void game.delay(60_000, done));
            account.msg("The tea is ready.");
          });
        }),
      ]),
  });
  await using game = await testGame({ plugins: [patient], settings: { hookTimeLimit: 5000 } });
  const anna = await newcomer(game, "anna");
  await anna.send("brew");
  for (const ms of [1000, 5000, 55_000]) await game.advance(ms);
  anna.expect("The tea is ready.");
  assert.deepEqual(game.trace.filter(({ kind }) => kind === "plugin:fail"), []);
});

Deno.test("8.3.9 delay() begins nothing once the Server has stopped", async () => {
  let fired = 0;
  const late = definePlugin({
    name: "late",
    version: "1.0.0",
    api: 1,
    setup: ({ on }) =>
      on("session:unpuppet", ({ game }) => void game.delay(1000, () => void fired++)),
  });
  await using game = await testGame({ plugins: [late] });
  const anna = await newPlayer(game, "Anna");
  await game.reload("reset");
  await game.advance(1000);
  assert.equal(fired, 0);
  await anna.send("ic Anna");
  await anna.send("ooc");
  await game.advance(1000);
  assert.equal(fired, 1);
});
