import assert from "node:assert/strict";
import {
  defineCommand,
  definePlugin,
  type Plugin,
  type PluginSetup,
} from "../../../src/plugins/api.ts";
import { type TestGame, testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { innerGame } from "../../games/inner_game.ts";
import { newcomer } from "../../games/players.ts";

const LEDGER = { plugins: ["./tests/games/ledger_plugin.ts"] };

type Setup = PluginSetup<Readonly<Record<string, never>>>;

function timed(setup: (setup: Setup) => void): Plugin {
  return definePlugin({ name: "timed", version: "1.0.0", api: 1, setup });
}

function failures(game: TestGame): unknown[] {
  return game.trace.filter(({ kind }) => kind === "plugin:fail")
    .map(({ data }) => [data.plugin, data.hook, String(data.error).split("\n")[0]]);
}

onBothWalls("after() rings once in each Server", LEDGER, async (game) => {
  const anna = await newcomer(game, "anna");
  const rung = async () => {
    await game.settled();
    // A worker's time is the machine's own.
    while (await anna.send("rings") === "0") await game.settled();
    return await anna.send("rings");
  };
  const isMovable = await game.advance(0).then(() => true, () => false);
  assert.equal(await rung(), "1");
  await game.reload();
  if (isMovable) await game.advance(0);
  assert.equal(await rung(), "1");
});

Deno.test("every() runs again and again, with the game, from when the Server is ready", async () => {
  const seen: number[] = [];
  const start = Date.UTC(2026, 0, 1);
  await using game = await testGame({
    plugins: [timed(({ every }) => every(1000, ({ game }) => void seen.push(game.now() - start)))],
  });
  await game.advance(999);
  assert.deepEqual(seen, []);
  await game.advance(1);
  await game.advance(2500);
  assert.deepEqual(seen, [1000, 2000, 3000]);
});

Deno.test("after() runs once, so long after the Server was ready", async () => {
  let runs = 0;
  await using game = await testGame({
    plugins: [timed(({ after }) => after(1000, () => void runs++))],
  });
  await game.advance(999);
  assert.equal(runs, 0);
  await game.advance(5000);
  assert.equal(runs, 1);
});

Deno.test("timers end when what they return is disposed of, and with what runs in them", async () => {
  const seen: string[] = [];
  const plugin = timed(({ every, after }) => {
    const early = every(1000, () => void seen.push("early"));
    early[Symbol.dispose]();
    const cut = every(1000, () => void seen.push("cut"));
    after(2500, () => cut[Symbol.dispose]());
    const own = every(1000, () => {
      seen.push("own");
      own[Symbol.dispose]();
    });
  });
  await using game = await testGame({ plugins: [plugin] });
  for (let second = 0; second < 5; second++) await game.advance(1000);
  assert.deepEqual(seen, ["cut", "own", "cut"]);
});

Deno.test("timers end with the Server that they began in", async () => {
  const seen: string[] = [];
  let servers = 0;
  const plugin = timed(({ every, after }) => {
    const server = ++servers;
    every(1000, () => void seen.push(`every ${server}`));
    after(1500, () => void seen.push(`after ${server}`));
  });
  await using game = await testGame({ plugins: [plugin] });
  await game.advance(1000);
  await game.reload();
  await game.advance(1000);
  await game.reload("reset");
  await game.advance(2000);
  assert.deepEqual(seen, ["every 1", "every 2", "every 3", "after 3", "every 3"]);
});

Deno.test("timers of a Server that is refused never run", async () => {
  const seen: string[] = [];
  let servers = 0;
  const plugin = timed(({ every }) => {
    const server = ++servers;
    every(1000, () => void seen.push(`every ${server}`));
    if (server === 2) throw new Error("not this one");
  });
  await using game = await testGame({ plugins: [plugin] });
  assert.match(await game.reload() ?? "", /not this one/);
  await game.advance(1000);
  assert.deepEqual(seen, ["every 1"]);
});

for (const kind of ["at once", "later", "in a loop"] as const) {
  Deno.test(`a timer that throws ${kind} is logged and taken back, and runs again`, async () => {
    let runs = 0;
    const plugin = timed(({ every, provide, storage }) => {
      every(1000, async () => {
        storage.set("runs", ++runs);
        if (kind === "in a loop") { for (;;); }
        if (kind === "later") await Promise.resolve();
        throw new Error(`broken ${kind}`);
      });
      provide.commands("builtin/account", [
        defineCommand({
          ...{ key: "tell", needs: "account" },
          run: ({ msg }) => msg(`${storage.get("runs")}`),
        }),
      ]);
    });
    await using game = await testGame({
      plugins: [plugin],
      failures: "allow",
      settings: { commandTimeLimit: 50 },
    });
    const anna = await newcomer(game, "anna");
    await game.advance(1000);
    await game.advance(1000);
    assert.equal(runs, 2);
    assert.equal(await anna.send("tell"), "undefined");
    if (kind === "in a loop") {
      const endless = game.trace.filter((event) => event.kind === "plugin:endless");
      assert.deepEqual(endless.map(({ data }) => data.plugin), ["timed", "timed"]);
    } else {
      const failure = ["timed", "every", `Error: broken ${kind}`];
      assert.deepEqual(failures(game), [failure, failure]);
    }
  });
}

Deno.test("every() leaves a time out while the run before is waiting", async () => {
  let begun = 0;
  let go = Promise.withResolvers<void>();
  const plugin = timed(({ every }) =>
    every(1000, async () => {
      begun++;
      await go.promise;
    })
  );
  await using game = await testGame({ plugins: [plugin], failures: "allow" });
  for (let second = 0; second < 3; second++) await game.advance(1000);
  assert.equal(begun, 1);
  go.resolve();
  go = Promise.withResolvers();
  await game.settled();
  await game.advance(1000);
  assert.equal(begun, 2);
  go.reject(new Error("at last"));
  go = Promise.withResolvers();
  await game.settled();
  await game.advance(1000);
  assert.equal(begun, 3);
  assert.deepEqual(failures(game), [["timed", "every", "Error: at last"]]);
  go.resolve();
});

Deno.test("timers refuse times that are none, and name the shortest", async () => {
  const errors: string[] = [];
  const plugin = timed(({ every, after }) => {
    for (const ms of [-1, Number.NaN, 2 ** 31, 99]) {
      for (const start of [every, after]) {
        try {
          start(ms, () => {})[Symbol.dispose]();
        } catch (error) {
          assert.ok(error instanceof RangeError);
          errors.push(error.message);
        }
      }
    }
    every(100, () => {});
    after(0, () => {});
  });
  await using _game = await testGame({ plugins: [plugin] });
  assert.equal(errors.length, 7, "after(99) is fine");
  assert.equal(
    errors[6],
    "Cannot run something every 99 milliseconds as the time must be at least 100: " +
      "current value is 99",
  );
});

Deno.test("a command that throws takes back the timers that it has started", async () => {
  let runs = 0;
  const plugin = timed(({ every, provide }) =>
    provide.commands("builtin/account", [
      defineCommand({
        key: "start",
        needs: "account",
        run({ args }) {
          every(1000, () => void runs++);
          if (args === "badly") throw new Error("on purpose");
        },
      }),
    ])
  );
  await using game = await testGame({ plugins: [plugin], failures: "allow" });
  const anna = await newcomer(game, "anna");
  await anna.send("start badly");
  await game.advance(1000);
  assert.equal(runs, 0);
  await anna.send("start");
  await game.advance(1000);
  assert.equal(runs, 1);
});

Deno.test("what a timer says is held until what it changed is on disk", async () => {
  const plugin = timed(({ after, storage }) =>
    after(1000, ({ game }) => {
      storage.set("rang", true);
      for (const session of game.sessions.all()) session.msg("The bell rings.");
    })
  );
  await using inner = await innerGame({ plugins: [plugin] });
  const anna = await newcomer(inner.game, "anna");
  inner.disk.isFull = true;
  await inner.game.advance(1000);
  anna.expect("The world could not keep what was just done");
  assert.doesNotMatch(anna.screen, /bell/);
});
