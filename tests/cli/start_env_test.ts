import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import config from "../../deno.json" with { type: "json" };
import { START } from "../../src/cli/new/deno_json.ts";

const ASSIGNMENTS = /^(?:\w+=\S+ )+/;
const wanted = ASSIGNMENTS.exec(config.tasks.start.command)?.[0] ?? "";

Deno.test("deno task start sets what makes Deno read a thousand busy sockets in turn", () => {
  assert.equal(wanted, "DENO_NO_PROMPT=1 DENO_TOKIO_EVENT_INTERVAL=1 ");
});

Deno.test("deno task dev, and the tasks of new games and plugins, set what deno task start sets", () => {
  for (const command of [config.tasks.dev.command, START]) {
    assert.equal(ASSIGNMENTS.exec(command)?.[0], wanted);
  }
});

Deno.test("the service of docs/operations.md sets what deno task start sets", () => {
  const page = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
  assert.match(page, new RegExp(`^Environment=${wanted.trim()}$`, "m"));
});
