import assert from "node:assert/strict";
import { HubMessageSchema, LinkMessageSchema } from "../../../src/portals/realm/hub_messages.ts";
import { QUESTIONS } from "../../../src/core/boundary/question_table.ts";
import {
  AcceptedSchema,
  AnswerSchema,
  BeatSchema,
  BrowserWordSchema,
  CrowdWordSchema,
  encodeWord,
  PortalWordSchema,
  PresenceSchema,
  SeekSchema,
} from "../../../src/portals/realm/realm_words.ts";
import { FoundSchema, MoveRecordSchema } from "../../../src/portals/realm/moves/found_codec.ts";
import { WALL } from "../../../src/portals/realm/wall.ts";
import { RealmLab } from "./realm_lab.ts";

const SHAPE = new URL("./wall_shape.txt", import.meta.url);

Deno.test("what crosses between processes changes only together with WALL (VESTIBULE_UPDATE=1 writes it anew)", () => {
  const schemas = {
    ...{ LinkMessageSchema, HubMessageSchema, PortalWordSchema },
    ...{ AnswerSchema, AcceptedSchema, BeatSchema, SeekSchema, PresenceSchema, BrowserWordSchema },
    ...{ CrowdWordSchema, FoundSchema, MoveRecordSchema },
    ...Object.fromEntries(
      Object.entries(QUESTIONS).flatMap(([name, { asks, answers }]) => [
        [`${name}, asked`, asks],
        [`${name}, answered`, answers],
      ]),
    ),
  };
  const lines = Object.entries(schemas).flatMap(([name, schema]) => [`${name}:`, ...shape(schema)]);
  const now = `WALL ${WALL}\n${lines.join("\n")}\n`;
  const kept = Deno.readTextFileSync(SHAPE);
  const isRaised = !kept.startsWith(`WALL ${WALL}\n`);
  if (isRaised && Deno.env.get("VESTIBULE_UPDATE") === "1") Deno.writeTextFileSync(SHAPE, now);
  assert.equal(
    Deno.readTextFileSync(SHAPE),
    now,
    "raise WALL in src/portals/realm/wall.ts, and then run this with VESTIBULE_UPDATE=1",
  );
});

Deno.test("a Portal follows no Server of another version, and says what to do", async () => {
  await using lab = new RealmLab();
  const portal = lab.portal(1);
  const other = lab.bus.connect().connection;
  other.publish("vestibule.test.beat", encodeWord({ kind: "beat", term: 9, wall: WALL + 1 }));
  other.publish("vestibule.test.beat", encodeWord({ kind: "beat", term: 9, wall: WALL + 1 }));
  await lab.settled();
  const { state } = portal.server;
  const told = `must speak version ${WALL}, as this Portal does: current version is ${WALL + 1}`;
  assert.ok(!state.ready && state.reason.includes(told), JSON.stringify(state));
  assert.equal(lab.events("server:version").length, 1);

  const server = await lab.server(3);
  await lab.advance(500);
  assert.equal(portal.server.state.ready, true);
  other.publish("vestibule.test.beat", encodeWord({ kind: "beat", term: 9, wall: WALL + 1 }));
  await lab.advance(500);
  assert.equal(portal.server.state.ready, true);

  server.hub.close();
  for (let beats = 0; beats < 20; beats++) {
    other.publish("vestibule.test.beat", encodeWord({ kind: "beat", term: 9, wall: WALL + 1 }));
    await lab.advance(250);
  }
  assert.ok(portal.server.state.reason.includes(told), portal.server.state.reason);
  assert.equal(lab.events("server:version").length, 1);
});

/** Describes a schema in lines, however deep it is. */
function shape(value: unknown, indent = "  "): string[] {
  if (Array.isArray(value)) return value.flatMap((part) => shape(part, indent));
  if (value instanceof RegExp || typeof value !== "object" || value === null) {
    return [`${indent}${typeof value === "function" ? "checked" : String(value)}`];
  }
  const { type, entries, options, pipe = [], items, item, wrapped, key, value: of, ...rest } =
    value as Record<string, unknown>;
  const deeper = `${indent}  `;
  const said = [rest.literal, rest.requirement].filter((part) => part !== undefined);
  const here = `${indent}${[String(type), ...said.flatMap((part) => shape(part, ""))].join(" ")}`;
  const parts = [(pipe as unknown[]).slice(1), options, items, item, wrapped, key, of];
  const named = Object.entries((entries ?? {}) as Record<string, unknown>)
    .flatMap(([name, part]) => [`${deeper}${name}:`, ...shape(part, `${deeper}  `)]);
  return [
    here,
    ...named,
    ...parts.flatMap((part) => part === undefined ? [] : shape(part, deeper)),
  ];
}
