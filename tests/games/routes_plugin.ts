import { Hono } from "hono";
import { definePlugin, type Plugin, type PluginEnv } from "../../mod.ts";

const app = new Hono<{ Bindings: PluginEnv }>();

app.get("/", (c) => c.text(`index of ${c.env.base}`));
app.get("/who", (c) => c.json({ online: c.env.game.sessions.count, from: c.env.address }));
app.post("/echo", async (c) => {
  c.header("x-method", c.req.method);
  c.header("x-query", c.req.query("q") ?? "");
  return c.body(await c.req.arrayBuffer(), 201, { "content-type": "application/octet-stream" });
});
app.get("/headers", (c) => c.json(c.req.header()));
app.get("/path/*", (c) => c.text(c.req.path));
app.get("/cookies", () =>
  new Response(null, {
    status: 204,
    headers: [["set-cookie", "a=1"], ["set-cookie", "b=2"], ["service-worker-allowed", "/"]],
  }));
app.get("/page", (c) => {
  c.header("content-security-policy", "default-src 'self'");
  return c.html("<p>Hello</p>");
});
app.post("/dig", (c) => {
  c.env.game.world.create({ type: "room", name: "The Well" });
  c.env.game.sessions.announce("Somebody digs a well.");
  return c.text("dug", 201);
});
app.post("/dig-and-throw", async (c) => {
  await Promise.resolve();
  c.env.game.world.create({ type: "room", name: "The Ruin" });
  throw new Error("out of stones");
});
app.get("/rooms", (c) => c.json(c.env.game.world.all().map(({ name }) => name)));
app.get("/throw", () => {
  throw new Error("out of clouds");
});
app.get("/loop", () => {
  for (;;);
});
app.get("/never", () => new Promise<Response>(() => {}));
app.get("/nothing", () => Response.error()); // its status is 0
app.get("/long", (c) => c.text("x".repeat(Number(c.req.query("bytes")))));
app.get("/many-headers", (c) => {
  for (let n = 0; n < 100; n++) c.header(`x-${n}`, "1");
  return c.text("many");
});
app.get("/endless-stream", () =>
  new Response(
    new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(10_000)),
    }),
  ));
app.get(
  "/silent-stream",
  () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })),
);

/** A plugin with an HTTP side that does everything, also what it should not. */
const routes: Plugin = definePlugin({
  name: "routes",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) => provide.routes(app),
});
export default routes;
