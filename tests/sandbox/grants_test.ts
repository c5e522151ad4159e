import assert from "node:assert/strict";
import { resolve } from "node:path";
import { workerGame } from "../games/worker_game.ts";

Deno.test("sandbox 1. grants become the permissions of the isolate, and Deno refuses all others", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  using _closing = { [Symbol.dispose]: () => listener.close() };
  const { port } = listener.addr as Deno.NetAddr; // it listens on TCP
  const grants = {
    asking: { net: [`127.0.0.1:${port}`], read: ["tests/e2e"], env: ["HOME"] },
  };
  await using game = await workerGame({
    settings: { plugins: ["./tests/games/asking_plugin.ts"], grants },
  });
  const anna = await game.connect();
  const reading = (path: string) => anna.send(`read ${resolve(path)}`);
  assert.equal((await reading("tests/e2e/visit.txt")).length > 0, true);
  assert.equal(await anna.send("env HOME"), Deno.env.get("HOME"));
  assert.equal(await anna.send(`dial ${port}`), "connected to tcp");
  const wrong = /Something went wrong in "(read|env|dial)"/;
  assert.match(await reading("README.md"), wrong);
  assert.match(await anna.send("env ASKING_KEY"), wrong);
  assert.match(await anna.send("dial 9"), wrong);
  const failures = game.trace.filter(({ kind }) => kind === "command:fail");
  assert.equal(failures.length, 3);
  for (const { data } of failures) {
    assert.equal(data.plugin, "asking");
    assert.match(String(data.error), /^NotCapable: /);
  }
  const hints = game.trace.filter(({ kind }) => kind === "plugin:refused");
  assert.equal(hints.length, 3);
  assert.match(String(hints[0]?.data.text), /^Plugin "asking" was refused .*grants/);
  assert.equal(anna.closedWith, undefined);
});
