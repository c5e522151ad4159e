import fc from "fast-check";
import assert from "node:assert/strict";
import { defineConfig } from "../../../src/core/settings/define_config.ts";
import { readValue } from "../../../src/core/settings/read_value.ts";

Deno.test("readValue() reads numbers, booleans and lists as JSON", () => {
  assert.equal(readValue("telnetPort", "4000"), 4000);
  assert.equal(readValue("webEnabled", "false"), false);
  assert.deepEqual(readValue("plugins", '["chargen"]'), ["chargen"]);
});

Deno.test("readValue() keeps a text that is not JSON", () => {
  assert.equal(readValue("serverName", "Room 12"), "Room 12");
  assert.equal(readValue("telnetPort", "none"), "none");
});

Deno.test("readValue() keeps a number as text where a name is needed", () => {
  assert.equal(readValue("serverName", "42"), "42");
  assert.equal(readValue("serverName", '"42"'), "42");
});

Deno.test("readValue() reads an unknown setting's value as JSON or text", () => {
  assert.equal(readValue("unknown", "1"), 1);
  assert.equal(readValue("unknown", "one"), "one");
});

Deno.test("readValue() reads every port as it was written", () => {
  fc.assert(fc.property(fc.nat(65_535), (port) => {
    assert.equal(readValue("webPort", String(port)), port);
  }));
});

Deno.test("defineConfig() returns what it was given", () => {
  const config = { serverName: "Room 12" };
  assert.equal(defineConfig(config), config);
});
