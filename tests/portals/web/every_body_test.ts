import assert from "node:assert/strict";
import { createApp } from "../../../src/portals/web/app.ts";
import { until } from "../../games/turns_of.ts";
import { measured } from "../../reliability/measured.ts";
import { wholeApp } from "./whole_app.ts";

const ORIGIN = "http://house.example";

/** What a route may read, and what type it takes. */
const BODIES: Readonly<Record<string, { readonly type: string; readonly most: number }>> = {
  "/login": { type: "application/x-www-form-urlencoded", most: 16 * 1024 },
  "/logout": { type: "application/x-www-form-urlencoded", most: 16 * 1024 },
  "/session": { type: "application/json", most: 16 * 1024 },
  "/observatory/act": { type: "application/json", most: 4 * 1024 },
  "/observatory/tour": { type: "application/json", most: 4 * 1024 },
  "/observatory/links": { type: "application/json", most: 4 * 1024 },
  "/observatory/links/revoke": { type: "application/json", most: 4 * 1024 },
  "/plugins/weather": { type: "text/plain", most: 100 },
};

const CHUNK = new Uint8Array(1024);

/** A body of which so many chunks come, and then nothing. */
function bodyOf(chunks: number) {
  let read = 0;
  let isWaited = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (read >= chunks) {
        isWaited = true;
        return new Promise(() => {});
      }
      read++;
      controller.enqueue(CHUNK);
    },
  }, { highWaterMark: 0 });
  return { body, read: () => read * CHUNK.length, isWaited: () => isWaited };
}

function post(app: ReturnType<typeof createApp>, path: string, body: ReadableStream<Uint8Array>) {
  const headers = {
    ...{ host: "house.example", origin: ORIGIN, "sec-fetch-site": "same-origin" },
    "content-type": BODIES[path]?.type ?? "",
  };
  return Promise.resolve(
    app.fetch(new Request(`${ORIGIN}${path}`, { method: "POST", headers, body })),
  );
}

Deno.test("gate 13. the tests know every route that reads a body", () => {
  using whole = wholeApp();
  const routes = createApp(whole.options).routes
    .filter(({ method, path }) => path !== "/*" && ["POST", "PUT", "PATCH", "ALL"].includes(method))
    .map(({ path }) => path.replace(":plugin", "weather").replace(/\/\*$/, ""));
  assert.deepEqual([...new Set(routes)].sort(), Object.keys(BODIES).sort());
});

Deno.test("gate 13. no route reads a body beyond its limit", async (test) => {
  const beyond: number[] = [];
  for (const [path, { most }] of Object.entries(BODIES)) {
    await test.step(path, async () => {
      using whole = wholeApp();
      const { body, read } = bodyOf(1_000);
      const answer = await post(createApp(whole.options), path, body);
      assert.equal(answer.status, 413);
      assert.ok(read() <= most + 2 * CHUNK.length, `${read()} bytes were read`);
      beyond.push(read() - most);
      await answer.body?.cancel();
    });
  }
  const most = Math.max(...beyond).toLocaleString("en");
  measured("gate 13", `${beyond.length} routes: ${most} bytes read beyond the limit at most`);
});

for (const path of Object.keys(BODIES)) {
  Deno.test(`gate 13. ${path} waits for a body so long and no longer`, async () => {
    using whole = wholeApp();
    const { body, isWaited } = bodyOf(0);
    const answer = post(createApp(whole.options), path, body);
    await until("the body is read", isWaited);
    whole.clock.advance(10_000);
    assert.equal((await answer).status, 408);
    await (await answer).body?.cancel();
  });
}
