import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import assert from "node:assert/strict";
import { definePlugin, type Plugin, type PluginApp } from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";

function pluginWith(...apps: readonly PluginApp[]): Plugin {
  return definePlugin({
    name: "pages",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => apps.forEach((app) => provide.routes(app)),
  });
}

Deno.test("provide.routes() takes anything with a fetch(), which sees its own path and the game", async () => {
  const app: PluginApp = {
    fetch: (request, { game, base }) =>
      new Response(`${request.method} ${new URL(request.url).pathname} ${base} ${game.version}`),
  };
  await using game = await testGame({ plugins: [pluginWith(app)] });
  const response = await game.fetch("/plugins/pages/a/b", { method: "DELETE" });
  assert.match(await response.text(), /^DELETE \/a\/b \/plugins\/pages \d/);
});

Deno.test("provide.routes() keeps `this` of an app that is an object of a class", async () => {
  class Counter {
    #count = 0;
    fetch(): Response {
      return new Response(`${++this.#count}`);
    }
  }
  await using game = await testGame({ plugins: [pluginWith(new Counter())] });
  await game.fetch("/plugins/pages");
  assert.equal(await (await game.fetch("/plugins/pages")).text(), "2");
});

Deno.test("provide.routes() refuses what has no fetch(), and a second app", async () => {
  const none = pluginWith({} as PluginApp); // the compiler would refuse it
  await assert.rejects(testGame({ plugins: [none] }), {
    message: /"\/plugins\/pages" as it must have a fetch\(\): it has none\. Give a Hono app/,
  });
  const two = pluginWith(new Hono(), new Hono());
  await assert.rejects(testGame({ plugins: [two] }), {
    message: /as a plugin has one app: it has one already/,
  });
});

Deno.test("provide.routes() leaves errors to an app that has its own onError()", async () => {
  const app = new Hono();
  app.onError((error, c) => c.text(`Oh: ${error.message}`, 418));
  app.get("/", () => {
    throw new Error("dear");
  });
  await using game = await testGame({ plugins: [pluginWith(app)] });
  const response = await game.fetch("/plugins/pages");
  assert.deepEqual([response.status, await response.text()], [418, "Oh: dear"]);
  assert.equal(game.trace.some(({ kind }) => kind === "plugin:fail"), false);
});

Deno.test("provide.routes() answers an HTTPException as Hono does, and is told of any other error", async () => {
  const app = new Hono();
  app.get("/tea", () => {
    throw new HTTPException(418, { message: "I am a teapot" });
  });
  const inner = new Hono();
  inner.get("/deep", () => {
    throw new Error("far down");
  });
  app.route("/sub", inner);
  await using game = await testGame({ plugins: [pluginWith(app)] });
  const tea = await game.fetch("/plugins/pages/tea");
  assert.deepEqual([tea.status, await tea.text()], [418, "I am a teapot"]);
  game.allowFailures(/far down/);
  const deep = await game.fetch("/plugins/pages/sub/deep");
  assert.match(await deep.text(), /incident/);
  const [fail] = game.trace.filter(({ kind }) => kind === "plugin:fail");
  assert.match(String(fail?.data.error), /far down/);
});

Deno.test("provide.routes() serves the same app again after a reload", async () => {
  const app = new Hono();
  app.get("/", (c) => c.text("here"));
  await using game = await testGame({ plugins: [pluginWith(app)] });
  for (let time = 0; time < 2; time++) {
    assert.equal(await (await game.fetch("/plugins/pages")).text(), "here");
    assert.equal(await game.reload(), undefined);
  }
});

for (
  const { what, answer, statuses } of [
    {
      what: "nothing more for a plugin that loops too often",
      answer: (): Response => {
        for (;;);
      },
      statuses: [500, 500, 404],
    },
    {
      what: "500 as often as a plugin throws: strangers switch nothing off",
      answer: (): Response => {
        throw new Error("again");
      },
      statuses: [500, 500, 500],
    },
  ]
) {
  Deno.test(`provide.routes() answers ${what}`, async () => {
    const app = new Hono();
    app.get("/", answer);
    const settings = { pluginFailureLimit: 2, commandTimeLimit: 200 };
    await using game = await testGame({ plugins: [pluginWith(app)], settings, failures: "allow" });
    const answered: number[] = [];
    for (const _ of statuses) {
      answered.push((await game.fetch("/plugins/pages")).status);
      await game.settled();
    }
    assert.deepEqual(answered, statuses);
  });
}
