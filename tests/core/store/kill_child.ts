/** Commits numbered rows for ever and prints each number once it is durable; to be killed. */
import { InlineStore } from "../../../src/core/store/inline_store.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { StoreEngine } from "../../../src/core/store/store_engine.ts";
import { put } from "./samples.ts";

const [path, first] = Deno.args;
const store = new InlineStore(new StoreEngine(openDatabase(path ?? "")), 1);
await store.takeOver();
const encoder = new TextEncoder();

async function write(number: number): Promise<void> {
  const outcome = await store.commit([put(number)]);
  if (outcome.kind === "committed") Deno.stdout.writeSync(encoder.encode(`${number}\n`));
}

for (let number = Number(first);; number += 3) {
  await Promise.all([write(number), write(number + 1), write(number + 2)]);
}
