import assert from "node:assert/strict";
import { cmdSet, defineCommand, stripMarkup } from "../../../mod.ts";
import { stackText } from "../../../src/plugins/builtin/stack_text.ts";
import { things } from "./empty_world.ts";

const [wave, bow] = ["wave", "bow"].map((key) => defineCommand({ key, run() {} }));

Deno.test("9.4.4 stackText() shows each cmdset of an object, and what comes of their merge", () => {
  const [lamp] = things(["lamp"]);
  assert.ok(lamp !== undefined && wave !== undefined && bow !== undefined);
  const low = cmdSet({ key: "Low", commands: [wave, bow] });
  const high = cmdSet({ key: "High", priority: 2, mergeType: "remove", commands: [bow] });
  lamp.cmdsets.add({ name: "a/low", set: low }, { default: true });
  lamp.cmdsets.add({ name: "a/high", set: high });
  const shown = stripMarkup(stackText(lamp));
  assert.match(shown, /^lamp \(#\d+\): the lowest stands first\n/);
  assert.match(shown, /\na\/low +Low +0 +union +2\n *a\/high +High +2 +remove +1\n/);
  assert.match(shown, /\nTogether: 1 command: wave\.$/);
});
