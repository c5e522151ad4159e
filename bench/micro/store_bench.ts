/** SQLite's Store, and PostgreSQL's where `VESTIBULE_DATABASE` names an empty database. */
import { InlineStore } from "../../src/core/store/inline_store.ts";
import { openEngine } from "../../src/core/store/open_engine.ts";
import type { Change } from "../../src/core/store/store.ts";

const folder = Deno.makeTempDirSync({ prefix: "vestibule-" });
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
const url = Deno.env.get("VESTIBULE_DATABASE");
const places = {
  SQLite: `${folder}/bench.sqlite`,
  ...url === undefined ? {} : { PostgreSQL: url },
};

for (const [name, place] of Object.entries(places)) {
  const store = new InlineStore(await openEngine(place), 1);
  await store.takeOver();
  for (const count of [1, 100]) {
    Deno.bench(`a commit of ${count} rows, on disk, ${name}`, { group: `${count}` }, async () => {
      await store.commit(rows(count));
    });
  }
  Deno.bench(`100 commits of a row at once, on disk, ${name}`, { group: "at once" }, async () => {
    await Promise.all(rows(100).map((row) => store.commit([row])));
  });
}

function rows(count: number): readonly Change[] {
  return Array.from({ length: count }, (_, at) => ({
    kind: "putObject",
    row: { id: at + 1, type: "thing", name: `thing ${at}`, data: '{"attributes":{"kept":1}}' },
  }));
}
