import assert from "node:assert/strict";
import { LoadProcess } from "../../bench/load_process.ts";
import { NO_LIMITS } from "../../torture/house.ts";
import { AT_ONCE, startProgram } from "./program.ts";
import { soon } from "./soon.ts";

const COUNT = 1500;

Deno.test("1,500 who connect at once all see the login screen", async () => {
  await using program = await startProgram({ args: [...AT_ONCE, ...NO_LIMITS] });
  await using load = new LoadProcess();
  const task = { kind: "arrive", count: COUNT } as const;
  const arriving = load.order({ crowd: "all", port: program.telnetPort, task });
  const { count } = await soon(arriving, () => `Not all of ${COUNT} were greeted`);
  assert.equal(count, COUNT);
});
