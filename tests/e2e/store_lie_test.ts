import assert from "node:assert/strict";
import { run } from "../../torture/store_kill.ts";

Deno.test('store 1. `torture store_kill` finds a Store that says "committed" 20 ms too early', async () => {
  const args = ["--times", "10", "--players", "4", "--ms", "300", "--lies", "20"];
  await assert.rejects(run(args), /^AssertionError.*: Missing: Writer/);
});
