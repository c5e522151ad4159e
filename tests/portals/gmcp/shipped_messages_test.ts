import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import type { Call } from "../../../src/core/boundary/messages.ts";
import { callsOf } from "../../../src/core/session/outputs.ts";
import type { Json } from "../../../src/core/model_values.ts";
import { callWith } from "../../../src/core/oob/call_data.ts";
import { checkData } from "../../../src/core/oob/check_data.ts";
import { oobNames } from "../../../src/core/oob/oob_names.ts";
import {
  SHIPPED_MESSAGES,
  shippedMessages,
} from "../../../src/core/oob/shipped/shipped_messages.ts";
import { gmcpName, inputFuncName } from "../../../src/portals/gmcp/names.ts";
import { readGmcp } from "../../../src/portals/gmcp/read_message.ts";
import { writeGmcp } from "../../../src/portals/gmcp/write_message.ts";
import { toVariables } from "../../../src/portals/msdp/msdp_calls.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import { writeFrame } from "../../../src/portals/web/dialect.ts";
import { readFrame } from "../../../src/portals/web/read_frame.ts";

const PAGE = new URL("../../../docs/oob.md", import.meta.url);
const TABLE = /(?<=<!-- shipped -->\n\n)[\s\S]*?(?=\n\n<!-- \/shipped -->)/;
const LIMITS = { maxLineLength: 100, maxDepth: 32 };
const ITEM = { location: "inv", item: { id: 7, name: "brass key" } };

/** Data of each message, and what MSDP makes of it. */
const SAMPLES: Readonly<
  Record<string, { readonly data: unknown; readonly msdp?: Readonly<Record<string, unknown>> }>
> = {
  "Char.Name": { data: { name: "Zoë", fullname: "Zoë" }, msdp: { CHARACTER_NAME: "Zoë" } },
  "Char.StatusVars": { data: { name: "Character" } },
  "Char.Status": { data: { account: "zoe", level: 3 }, msdp: { ACCOUNT_NAME: "zoe" } },
  "Char.Vitals": {
    data: { hp: 1, maxhp: 2, mp: 3, maxmp: 4, mv: 5, maxmv: 6, rage: 7 },
    msdp: {
      ...{ HEALTH: "1", HEALTH_MAX: "2", MANA: "3", MANA_MAX: "4" },
      ...{ MOVEMENT: "5", MOVEMENT_MAX: "6" },
    },
  },
  "Char.Items.List": { data: { location: "room", items: [ITEM.item] } },
  "Char.Items.Add": { data: ITEM },
  "Char.Items.Remove": { data: ITEM },
  "Char.Items.Update": { data: ITEM },
  "Char.Items.Inv": { data: {} },
  "Char.Items.Room": { data: {} },
  "Char.Login.Default": { data: { type: ["password-credentials"] } },
  "Char.Login.Credentials": { data: { account: "zoe", password: "sesame-street" } },
  "Char.Login.Result": { data: { success: false, message: "No." } },
  "Room.Info": {
    data: { num: 1, name: "The Hall", exits: { north: 2 } },
    msdp: { ROOM_VNUM: "1", ROOM_NAME: "The Hall", ROOM_EXITS: { north: "2" } },
  },
  "Room.Players": { data: [{ name: "Zoë", fullname: "Zoë" }] },
  "Room.AddPlayer": { data: { name: "Zoë", fullname: "Zoë" } },
  "Room.RemovePlayer": { data: "Zoë" },
  "Char.Typing": { data: { typing: true } },
  "Room.Typing": { data: { name: "Zoë", seconds: 6 } },
  "Comm.Channel.Text": { data: { channel: "say", talker: "Zoë", text: 'Zoë says, "Hi"' } },
};

const names = oobNames(shippedMessages());

Deno.test("each shipped message has a sample here, and its schema takes it as it is", () => {
  assert.deepEqual(SHIPPED_MESSAGES.map(({ name }) => name), Object.keys(SAMPLES));
  for (const message of SHIPPED_MESSAGES) {
    const { data } = SAMPLES[message.name] ?? {};
    assert.deepEqual(checkData(message, data), { kind: "ok", data }, message.name);
  }
});

for (const { name, key, outputFunc, direction } of SHIPPED_MESSAGES) {
  const { data, msdp = {} } = SAMPLES[name] ?? {};
  const json = JSON.stringify(data);

  if (direction === "out") {
    const [call] = callsOf({ oob: { [outputFunc]: data as Json } }); // samples are JSON
    assert.ok(call !== undefined);

    Deno.test(`${name} goes out by its names in GMCP, MSDP and on a websocket`, () => {
      assert.equal(gmcpName(outputFunc), name);
      assert.equal(new TextDecoder().decode(writeGmcp(name, call)), `${name} ${json}`);
      const style = { dialect: "v1", noColor: false } as const;
      const frame = JSON.stringify([outputFunc, call[1], call[2]]);
      assert.equal(writeFrame(call, style, new SharedRender()), frame);
      const variables = toVariables(call, names, { key: inputFuncName(outputFunc), depth: 32 });
      assert.deepEqual(Object.fromEntries(variables ?? []), msdp);
    });
  } else {
    Deno.test(`${name} comes in by its names in GMCP and on a websocket`, () => {
      const call: Call = callWith(key, data);
      const read = readGmcp(new TextEncoder().encode(`${name.toUpperCase()} ${json}`), {
        depth: 32,
      });
      assert.ok(read.kind === "message");
      assert.deepEqual([inputFuncName(read.name), read.args, read.kwargs], call);
      const frame = readFrame(JSON.stringify([key, [], data]), LIMITS);
      assert.deepEqual(frame, { kind: "call", call });
    });
  }
}

Deno.test("docs/oob.md lists the shipped messages as they are declared (VESTIBULE_UPDATE=1 writes it anew)", () => {
  const rows = SHIPPED_MESSAGES.map(({ name, direction, outputFunc, key, msdp = {}, help }) => {
    const variables = typeof msdp === "string" ? [msdp] : Object.values(msdp);
    const func = direction === "out" ? outputFunc : key;
    const told = variables.map((variable) => `\`${variable}\``).join(", ") || "none";
    return `| \`${name}\` | ${direction} | \`${func}\` | ${told} | ${help} |`;
  });
  const head = "| GMCP | way | websocket | MSDP | what |\n| --- | --- | --- | --- | --- |";
  const table = [head, ...rows].join("\n");
  const page = readFileSync(PAGE, "utf8");
  if (Deno.env.get("VESTIBULE_UPDATE") === "1") {
    writeFileSync(PAGE, page.replace(TABLE, () => table));
  }
  assert.equal(plain(TABLE.exec(readFileSync(PAGE, "utf8"))?.[0] ?? ""), plain(table));
});

/** What a table says, whatever its columns are padded to. */
function plain(table: string): string {
  return table.replace(/ +\|/g, " |").replace(/-+/g, "-");
}
