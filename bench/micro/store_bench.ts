import { InlineStore } from "../../src/core/store/inline_store.ts";
import { openDatabase } from "../../src/core/store/sqlite.ts";
import type { Change } from "../../src/core/store/store.ts";
import { StoreEngine } from "../../src/core/store/store_engine.ts";

const folder = Deno.makeTempDirSync({ prefix: "vestibule-" });
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
const engine = new StoreEngine(openDatabase(`${folder}/bench.sqlite`));
const store = new InlineStore(engine, 1);
await store.takeOver();

for (const count of [1, 100]) {
  const changes: readonly Change[] = Array.from({ length: count }, (_, at) => ({
    kind: "putObject",
    row: { id: at + 1, type: "thing", name: `thing ${at}`, data: '{"attributes":{"kept":1}}' },
  }));
  Deno.bench(`a commit of ${count} rows, on disk`, async () => {
    await store.commit(changes);
  });
}
