import assert from "node:assert/strict";
import { PluginSwitches } from "../../src/portals/plugin_switches.ts";

const done = () => Promise.resolve(true);
const refused = () => Promise.resolve(false);

Deno.test("PluginSwitches.turn() switches a plugin off, with the reason, and on again", async () => {
  const switches = new PluginSwitches();
  await switches.turn("weather", "too wet", done);
  await switches.turn("party", "too loud", done);
  assert.deepEqual(switches.off, { weather: "too wet", party: "too loud" });
  await switches.turn("weather", null, done);
  assert.deepEqual(switches.off, { party: "too loud" });
});

Deno.test("PluginSwitches.turn() tells the reload what is to be off, and forgets it when refused", async () => {
  const switches = new PluginSwitches();
  await switches.turn("party", "too loud", done);
  await switches.turn("weather", "too wet", () => {
    assert.deepEqual(Object.keys(switches.off), ["party", "weather"]);
    return refused();
  });
  assert.deepEqual(switches.off, { party: "too loud" });
  await switches.turn("party", null, refused);
  assert.deepEqual(switches.off, { party: "too loud" });
});

Deno.test("PluginSwitches.turn() that is refused leaves alone what was switched meanwhile", async () => {
  const switches = new PluginSwitches();
  const slow = Promise.withResolvers<boolean>();
  const first = switches.turn("weather", "too wet", () => slow.promise);
  await switches.turn("party", "too loud", done);
  slow.resolve(false);
  await first;
  assert.deepEqual(switches.off, { party: "too loud" });
});

Deno.test("PluginSwitches.turn() that is refused leaves a plugin on, whatever it is called", async () => {
  const switches = new PluginSwitches();
  await switches.turn("constructor", "too wet", refused);
  assert.deepEqual(switches.off, {});
});
