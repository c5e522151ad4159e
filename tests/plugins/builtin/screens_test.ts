import assert from "node:assert/strict";
import type { ServerMessage } from "../../../src/core/boundary/messages.ts";
import type { ProtocolFlags } from "../../../src/core/boundary/flags.ts";
import { parseBlocks } from "../../../src/core/text/parse_blocks.ts";
import { renderHtmlBlocks } from "../../../src/portals/render/html.ts";
import { renderMarkup } from "../../../src/portals/render/render_markup.ts";
import { menuPlugin } from "../../core/menu/menu_plugin.ts";
import { BareServer, newSync } from "../../games/bare_server.ts";

const FILE = new URL("screens.txt", import.meta.url);

/** What is typed before, and what the screens are of. */
const BEFORE = ["create anna sesame-street", "charcreate Tess"];
const TYPED = ["look", "help", "help who", "who", "sessions", "menu shop account"];

const READERS: Readonly<Record<string, ProtocolFlags>> = {
  seen: { screenWidth: 60 },
  narrow: { screenWidth: 30 },
  heard: { screenReader: true },
};

Deno.test("builtin screens are what screens.txt has, to see and to hear (VESTIBULE_UPDATE=1 writes it anew)", async () => {
  const now = await screens();
  if (Deno.env.get("VESTIBULE_UPDATE") === "1") return await Deno.writeTextFile(FILE, now);
  assert.deepEqual(now.split("\n"), (await Deno.readTextFile(FILE)).split("\n"));
});

Deno.test("builtin screens draw no lines where a screen reader would read them", async () => {
  const heard = (await screens()).split("\n").filter((line) => line.startsWith("heard"));
  assert.ok(heard.length > 20);
  for (const line of heard) assert.doesNotMatch(line, /-{3}| {3}|[|+*]\s*$/);
});

async function screens(): Promise<string> {
  await using server = await BareServer.start([], { plugins: [menuPlugin] });
  await server.tell(
    { kind: "connect", sync: newSync() },
    { kind: "flags", sessid: 1, flags: {}, sources: {}, settled: true, seen: 0 },
  );
  for (const line of BEFORE) await typed(server, line);
  const shown: string[] = [];
  for (const line of TYPED) shown.push(chapter(line, await typed(server, line)));
  return shown.join("\n");
}

async function typed(server: BareServer, line: string): Promise<string> {
  server.news();
  await server.tell({ kind: "input", sessid: 1, calls: [["text", [line], {}]], secret: false });
  return server.news().flatMap(textsOf).join("\n");
}

function textsOf(message: ServerMessage): readonly string[] {
  if (message.kind !== "output") return [];
  return message.calls.flatMap(([name, [markup]]) => {
    return name === "text" && typeof markup === "string" ? [markup] : [];
  });
}

function chapter(line: string, markup: string): string {
  const terminals = Object.entries(READERS).flatMap(([name, flags]) =>
    renderMarkup(markup, { flags }).split("\n").map((line) => `${name.padEnd(6)} ${line}`.trimEnd())
  );
  return [`> ${line}`, ...terminals, `html   ${renderHtmlBlocks(parseBlocks(markup))}`, ""].join(
    "\n",
  );
}
