import assert from "node:assert/strict";
import { CLIENTS } from "../e2e/clients/clients.ts";
import { clientsTable } from "../e2e/clients/clients_table.ts";

const PAGE = new URL("../../docs/clients.md", import.meta.url);
const TABLE = /(?<=<!-- programs -->\n\n)[\s\S]*?(?=\n\n<!-- end of the programs -->)/;

/** What a table says, whatever its columns are padded to. */
function plain(table: string): string {
  return table.replace(/ +\|/g, " |").replace(/-+/g, "-");
}

Deno.test("docs/clients.md tells of the real programs what their visits find (VESTIBULE_UPDATE=1 writes it anew)", () => {
  const page = Deno.readTextFileSync(PAGE);
  const table = clientsTable(CLIENTS);
  if (Deno.env.get("VESTIBULE_UPDATE") === "1") {
    Deno.writeTextFileSync(PAGE, page.replace(TABLE, () => table));
  }
  assert.equal(plain(TABLE.exec(Deno.readTextFileSync(PAGE))?.[0] ?? ""), plain(table));
});
