import assert from "node:assert/strict";
import type { ProtocolFlags } from "../../../src/core/boundary/flags.ts";
import { heading } from "../../../src/core/text/heading.ts";
import { list } from "../../../src/core/text/list.ts";
import { parseBlocks } from "../../../src/core/text/parse_blocks.ts";
import { table } from "../../../src/core/text/table.ts";
import { renderHtmlBlocks } from "../../../src/portals/render/html.ts";
import { renderJsonBlocks } from "../../../src/portals/render/json.ts";
import { renderMarkup } from "../../../src/portals/render/render_markup.ts";

const FILE = new URL("side_by_side.txt", import.meta.url);

const SAMPLES: Readonly<Record<string, string>> = {
  colours: "|rred |Rdark |!Gstill dark|n |520cube |=kgrey |#ff8800hex |[bback|n",
  marks: "|hbright|H |uunder|U |iitalic|I |sstruck|S |*inverse|n |^blink|n",
  blanks: "a|/b|-c|_d|>e||f",
  links: "|lclook door|ltdoor|le and |luhttps://a.example/|ltsite|le; a<b>&c",
  wide: "日本語 は 全角 です, 👨‍👩‍👧 e\u0301 and on it goes to the end",
  hostile: "a\x1b[31mb\x07c\x9b2Jd\x00e",
  table: table([
    ["|yBo|n", { text: "3 min", spoken: "3 minutes" }, "asleep under the old oak tree"],
    ["日本", { text: "5 s", spoken: "5 seconds" }, "awake"],
  ], { head: ["Name", "Idle", "Where"] }),
  heading: `${heading("The hall", 1)}It is dark.`,
  bullets: list(["Open the |wdoor|n and go out into the rain", "Wait"]),
  numbers: list(["Open the door", "Leave"], { layout: "numbers" }),
  columns: list(["north", "south", "up"], { layout: "columns" }),
  choices: list(["|lcn|ltn|le: go north", "s", "u", "d", "in"], { layout: "choices" }),
  art: "┌────┐\n│ Hi │\n└────┘ ======",
};

const CLIENTS: Readonly<Record<string, ProtocolFlags>> = {
  plain: { screenWidth: 30 },
  "16": { screenWidth: 30, ansi: true },
  "256": { screenWidth: 30, xterm256: true },
  true: { screenWidth: 30, trueColor: true },
  reader: { screenWidth: 30, screenReader: true },
  mxp: { screenWidth: 30, mxp: true },
  "osc 8": { screenWidth: 30, osc8: true, osc8Send: true },
  mslp: { screenWidth: 30, ansi: true, mslp: true },
};

Deno.test("every renderer shows what side_by_side.txt has (VESTIBULE_UPDATE=1 writes it anew)", async () => {
  const now = Object.entries(SAMPLES).map(([name, markup]) => chapter(name, markup)).join("\n");
  if (Deno.env.get("VESTIBULE_UPDATE") === "1") return await Deno.writeTextFile(FILE, now);
  assert.deepEqual(now.split("\n"), (await Deno.readTextFile(FILE)).split("\n"));
});

function chapter(name: string, markup: string): string {
  const terminals = Object.entries(CLIENTS)
    .map(([client, flags]) => entry(client, renderMarkup(markup, { flags })));
  const blocks = parseBlocks(markup);
  const json = renderJsonBlocks(blocks).map((part) => JSON.stringify(part)).join("\n");
  return [
    `== ${name}`,
    entry("markup", markup),
    ...terminals,
    entry("html", renderHtmlBlocks(blocks)),
    entry("json", json),
    "",
  ].join("\n");
}

/** Shows each line behind the client's name, ends of lines and control characters in sight. */
function entry(client: string, shown: string): string {
  return shown.split("\n").map((line) => `${client.padEnd(7)}│${visible(line)}│`).join("\n");
}

function visible(line: string): string {
  // deno-lint-ignore no-control-regex -- control characters are what it is about
  return line.replace(/[\x00-\x1f\x7f-\x9f]/g, (control) => {
    const code = control.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : `<${code.toString(16)}>`;
  });
}
