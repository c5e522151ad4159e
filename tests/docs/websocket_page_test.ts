import assert from "node:assert/strict";
import { SUBPROTOCOLS } from "../../src/portals/web/dialects/choose_dialect.ts";

const PAGE = new URL("../../docs/websocket.md", import.meta.url);

Deno.test("docs/websocket.md lists every dialect, the server's favourite first", async () => {
  const page = await Deno.readTextFile(PAGE);
  const table = page.split(/<!-- \/?dialects -->/)[1] ?? "";
  const names = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
  assert.deepEqual(names, SUBPROTOCOLS);
});
