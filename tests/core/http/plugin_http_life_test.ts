import { Hono } from "hono";
import assert from "node:assert/strict";
import { definePlugin, type Plugin, type PluginEnv } from "../../../mod.ts";
import { type InnerGame, innerGame } from "../../games/inner_game.ts";
import { turnsOfTheLoop, until } from "../../games/turns_of.ts";

// Inline only: a Store fails or is slow, a Server dies, and time is moved.

/** Turns of the event loop in which anything that is not held would have been answered. */
const A_WHILE = 200;

/** A game with an app whose pages the test lets go on. */
class WaitingGame {
  readonly signals: AbortSignal[] = [];
  readonly plugin: Plugin;
  #goOn: (() => void)[] = [];

  constructor() {
    const app = new Hono<{ Bindings: PluginEnv }>();
    app.get("/wait", async (c) => {
      this.signals.push(c.req.raw.signal);
      await new Promise<void>((resolve) => this.#goOn.push(resolve));
      return c.text("waited");
    });
    app.post("/dig", (c) => {
      c.env.game.world.create({ type: "room", name: "The Well" });
      return c.text("dug");
    });
    app.post("/dig-and-wait", async (c) => {
      c.env.game.world.create({ type: "room", name: "The Well" });
      await new Promise<void>((resolve) => this.#goOn.push(resolve));
      return c.text("dug");
    });
    this.plugin = definePlugin({
      name: "pages",
      version: "1.0.0",
      api: 1,
      setup: ({ provide }) => provide.routes(app),
    });
  }

  /** How many pages wait. */
  get waiting(): number {
    return this.#goOn.length;
  }

  /** Lets the pages that wait go on. */
  goOn(): void {
    for (const goOn of this.#goOn.splice(0)) goOn();
  }
}

function post(inner: InnerGame, path: string): Promise<Response> {
  return inner.game.fetch(`/plugins/pages/${path}`, { method: "POST" });
}

async function played(): Promise<{ waiting: WaitingGame; inner: InnerGame }> {
  const waiting = new WaitingGame();
  return { waiting, inner: await innerGame({ plugins: [waiting.plugin] }) };
}

function hasWell({ inside }: InnerGame): boolean {
  return inside.world.named("The Well").length > 0;
}

Deno.test("a reload waits for what a plugin is answering", async () => {
  const { waiting, inner } = await played();
  await using _ = inner;
  const asked = inner.game.fetch("/plugins/pages/wait");
  await until("the page", () => waiting.waiting === 1);
  const reload = inner.game.reload();
  await turnsOfTheLoop(A_WHILE);
  waiting.goOn();
  const response = await asked;
  assert.deepEqual([response.status, await response.text()], [200, "waited"]);
  assert.equal(await reload, undefined);
});

Deno.test("a reload gives up what never comes: 503, its signal aborted, and the new Server answers", async () => {
  const { waiting, inner } = await played();
  await using _ = inner;
  const asked = inner.game.fetch("/plugins/pages/wait");
  await until("the page", () => waiting.waiting === 1);
  const reload = inner.game.reload();
  await inner.moveTime(inner.game.settings.reloadTimeout / 2);
  assert.equal(await reload, undefined);
  const response = await asked;
  assert.equal(response.status, 503);
  assert.equal(response.headers.get("retry-after"), "1");
  assert.deepEqual(waiting.signals.map(({ aborted }) => aborted), [true]);
  assert.equal((await post(inner, "dig")).status, 200);
});

Deno.test("a Server that dies while a plugin answers gives 503, and the next one answers", async () => {
  const { waiting, inner } = await played();
  await using _ = inner;
  const asked = inner.game.fetch("/plugins/pages/wait");
  await until("the page", () => waiting.waiting === 1);
  await inner.crash();
  assert.equal((await asked).status, 503);
  assert.equal((await post(inner, "dig")).status, 200);
  waiting.goOn();
});

Deno.test("a plugin that takes too long gives 504, is logged, and is told to stop", async () => {
  const { waiting, inner } = await played();
  await using _ = inner;
  const asked = inner.game.fetch("/plugins/pages/wait");
  await until("the page", () => waiting.waiting === 1);
  await inner.moveTime(inner.game.settings.pluginHttpTimeout);
  assert.equal((await asked).status, 504);
  await until("the word", () => waiting.signals.every(({ aborted }) => aborted));
  const late = inner.game.trace.filter(({ kind }) => kind === "plugin:late");
  assert.deepEqual(late.map(({ data }) => [data.plugin, data.hook]), [["pages", "GET /wait"]]);
  waiting.goOn();
});

Deno.test("a client that goes away aborts the request's signal in the plugin", async () => {
  const { waiting, inner } = await played();
  await using _ = inner;
  const client = new AbortController();
  const asked = inner.game.fetch("/plugins/pages/wait", { signal: client.signal });
  await until("the page", () => waiting.waiting === 1);
  client.abort();
  await asked;
  await until("the word", () => waiting.signals.every(({ aborted }) => aborted));
  waiting.goOn();
  assert.equal(inner.game.trace.some(({ level }) => level === "error"), false);
});

Deno.test("a response waits until what was changed is kept", async () => {
  const { inner } = await played();
  await using _ = inner;
  inner.gate.close();
  let answered: Response | undefined;
  const asked = post(inner, "dig").then((response) => answered = response);
  await until("the commit", () => inner.gate.waiting === 1);
  await turnsOfTheLoop(A_WHILE);
  assert.equal(answered, undefined);
  inner.gate.letOneThrough();
  assert.equal((await asked).status, 200);
});

Deno.test("what cannot be kept is undone and answered 503, also what goes on or comes after", async () => {
  const { waiting, inner } = await played();
  await using _ = inner;
  inner.disk.isFull = true;
  const waits = post(inner, "dig-and-wait");
  await until("the page", () => waiting.waiting === 1);
  const [lost, refused] = [await post(inner, "dig"), await post(inner, "dig")];
  waiting.goOn();
  for (const response of [lost, refused, await waits]) {
    assert.equal(response.status, 503);
    assert.equal(response.headers.get("retry-after"), "1");
  }
  assert.equal(hasWell(inner), false);
  const blamed = ["plugin:fail", "plugin:late", "plugin:endless"];
  assert.deepEqual(inner.game.trace.filter(({ kind }) => blamed.includes(kind)), []);
});

Deno.test("a ban keeps out of the plugins' pages, too", async () => {
  const { inner } = await played();
  await using _ = inner;
  const status = async (address: string) =>
    (await inner.game.fetch("/plugins/pages/x", { address })).status;
  assert.equal(await status("192.0.2.7"), 404);
  const { bans } = inner.inside.game;
  await bans.add({ kind: "address", pattern: "192.0.2.0/24", reason: "" }, null);
  await inner.game.settled();
  assert.equal(await status("192.0.2.7"), 403);
  assert.equal(await status("198.51.100.7"), 404);
});
