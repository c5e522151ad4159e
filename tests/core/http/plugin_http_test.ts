import assert from "node:assert/strict";
import type { TestGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";

const GAME = {
  plugins: ["tests/games/routes_plugin.ts"],
  pluginHttpMaxBody: 1000,
  pluginHttpMaxResponse: 5000,
  commandTimeLimit: 1000,
};

function bodies(responses: readonly Response[]): Promise<readonly string[]> {
  return Promise.all(responses.map((response) => response.text()));
}

function failures(game: TestGame, kind: string): readonly unknown[] {
  return game.trace.filter((event) => event.kind === kind)
    .map(({ data }) => [data.plugin, data.hook, data.incident]);
}

onBothWalls("provide.routes() answers under /plugins/NAME", GAME, async (game) => {
  await game.connect();
  const index = await bodies([
    await game.fetch("/plugins/routes"),
    await game.fetch("/plugins/routes/"),
    await game.fetch("/plugins/routes?x=1"),
  ]);
  assert.deepEqual(index, Array(3).fill("index of /plugins/routes"));
  const who = await game.fetch("/plugins/routes/who", { address: "192.0.2.7" });
  assert.deepEqual(await who.json(), { online: 1, from: "192.0.2.7" });
  const path = await game.fetch("/plugins/routes/path/%7Ea//b");
  assert.equal(await path.text(), "/path/~a//b");
});

onBothWalls("provide.routes() takes and gives bytes, a query and headers", GAME, async (game) => {
  const body = new Uint8Array([0, 255, 10, 13]);
  const echo = await game.fetch("/plugins/routes/echo?q=a%20b", { method: "POST", body });
  assert.equal(echo.status, 201);
  assert.deepEqual(new Uint8Array(await echo.arrayBuffer()), body);
  const { headers } = echo;
  assert.deepEqual([headers.get("x-method"), headers.get("x-query")], ["POST", "a b"]);
  assert.equal(headers.get("content-length"), "4");
  const cookies = await game.fetch("/plugins/routes/cookies");
  assert.equal(cookies.status, 204);
  assert.deepEqual(cookies.headers.getSetCookie(), ["a=1", "b=2"]);
  assert.equal(cookies.headers.get("service-worker-allowed"), null);
});

onBothWalls("provide.routes() is asked a HEAD as a GET", GAME, async (game) => {
  const head = await game.fetch("/plugins/routes/long?bytes=1234", { method: "HEAD" });
  assert.equal(head.status, 200);
  assert.equal(head.headers.get("content-length"), "1234");
  assert.equal(await head.text(), "");
});

onBothWalls(
  "provide.routes(): what throws answers 500 and undoes what it did",
  GAME,
  async (game) => {
    const dig = await game.fetch("/plugins/routes/dig-and-throw", { method: "POST" });
    const paths = ["throw", "nothing", "many-headers", "long?bytes=5001", "endless-stream"];
    const others = await Promise.all(paths.map((path) => game.fetch(`/plugins/routes/${path}`)));
    const all = [dig, ...others];
    assert.deepEqual(all.map(({ status }) => status), Array(6).fill(500));
    const incidents = (await bodies(all)).map((text) => /incident (\w+)\./.exec(text)?.[1]);
    await game.settled();
    const hooks = ["POST /dig-and-throw", "GET /throw", "GET /nothing", "GET /many-headers"];
    assert.deepEqual(
      new Set(failures(game, "plugin:fail").map(String)),
      new Set(
        [...hooks, "GET /long", "GET /endless-stream"].map((hook, index) =>
          `routes,${hook},${incidents[index]}`
        ),
      ),
    );
    const rooms = await (await game.fetch("/plugins/routes/rooms")).json();
    assert.equal(rooms.includes("The Ruin"), false);
  },
);

onBothWalls("provide.routes(): a loop is ended, and players play on", GAME, async (game) => {
  const anna = await game.connect();
  const loop = await game.fetch("/plugins/routes/loop");
  assert.equal(loop.status, 500);
  const incident = /incident (\w+)\./.exec(await loop.text())?.[1];
  assert.deepEqual(failures(game, "plugin:endless"), [["routes", "GET /loop", incident]]);
  assert.match(await anna.send("help"), /connect/);
  assert.equal((await game.fetch("/plugins/routes")).status, 200);
});

onBothWalls(
  "provide.routes(): what is changed is there when the response is",
  GAME,
  async (game) => {
    const anna = await game.connect();
    const dug = await game.fetch("/plugins/routes/dig", { method: "POST" });
    assert.equal(dug.status, 201);
    anna.expect("Somebody digs a well.");
    assert.equal(await game.reload(), undefined);
    const rooms = await (await game.fetch("/plugins/routes/rooms")).json();
    assert.ok(rooms.includes("The Well"));
  },
);

onBothWalls(
  "provide.routes(): no plugin, and none with routes, answer as any unknown path",
  GAME,
  async (game) => {
    const paths = ["/plugins/nobody", "/plugins/builtin/x", "/plugins/__proto__", "/nowhere"];
    const answers = await Promise.all(paths.map((path) => game.fetch(path)));
    assert.deepEqual(answers.map(({ status }) => status), Array(4).fill(404));
    assert.deepEqual(new Set(await bodies(answers)), new Set(["Not found"]));
  },
);

onBothWalls(
  "provide.routes(): what is too much is refused before the plugin sees it",
  GAME,
  async (game) => {
    const post = (bytes: number) =>
      game.fetch("/plugins/routes/echo", { method: "POST", body: "x".repeat(bytes) });
    const many = Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`x-${n}`, "1"]));
    const statuses = [
      await post(1000),
      await post(1001),
      await game.fetch("/plugins/routes", { headers: many }),
      await game.fetch("/plugins/routes", { method: "PURGE" }),
    ].map(({ status }) => status);
    assert.deepEqual(statuses, [201, 413, 431, 405]);
  },
);
