/**
 * A bell in every room, and a package of out-of-band messages that goes with it: a client can show
 * a bell to click on, and hears when anybody rings. Whoever has text alone types and reads.
 *
 * @module
 */
import { defineCommand, definePlugin, escapeMarkup } from "@vestibule/core";
import type { GameObject, Plugin } from "@vestibule/core";
import { RING, RUNG } from "./messages.ts";

/** Rings: everybody in the room reads it, and each client that takes the package is told. */
function ring(ringer: GameObject, strokes: number): void {
  const text = `${escapeMarkup(ringer.name)} rings the bell: ${"dong ".repeat(strokes).trim()}.`;
  ringer.location?.msg({ text, oob: RUNG.with({ by: ringer.name, strokes }) });
}

/** The plugin. */
const bell: Plugin = definePlugin({
  name: "bell",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.oob(RUNG);
    // What comes here has passed the schema; who sent it may still be nobody in the world.
    provide.oob(RING, (session, { strokes }) => {
      if (session.puppet === null) return session.msg("There is no bell here.");
      ring(session.puppet, strokes);
    });
    provide.commands("builtin/character", [
      defineCommand({ key: "ring", help: "Ring the bell.", run: ({ puppet }) => ring(puppet, 1) }),
    ]);
  },
});

export default bell;
