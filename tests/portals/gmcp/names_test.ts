import assert from "node:assert/strict";
import fc from "fast-check";
import { gmcpName, inputFuncName } from "../../../src/portals/gmcp/names.ts";

const OUT: Readonly<Record<string, string | undefined>> = {
  char_vitals: "Char.Vitals",
  room_info: "Room.Info",
  comm_channel_text: "Comm.Channel.Text",
  client_GUI: "Client.GUI",
  char_statusVars: "Char.StatusVars",
  "Char.StatusVars": "Char.StatusVars",
  weather: "Core.Weather",
  echo: "Core.Echo",
  logged_in: "Logged.In",
  client_options: "Core.Supports.Get",
  get_inputfuncs: "Core.Commands.Get",
  get_value: "Char.Value.Get",
  repeat: "Char.Repeat.Update",
  monitor: "Char.Monitor.Update",
  "two words": undefined,
  "line\nbreak": undefined,
  "": undefined,
  "ä": undefined,
  "a..b": undefined,
  ["x".repeat(60)]: undefined,
};

Deno.test("gmcpName() spells an outputfunc as GMCP's clients expect it", () => {
  const names = Object.keys(OUT).map((name) => [name, gmcpName(name)]);
  assert.deepEqual(Object.fromEntries(names), OUT);
});

const IN: Readonly<Record<string, string>> = {
  "Char.Vitals": "char_vitals",
  "Char.StatusVars": "char_statusvars",
  "Char.Login.Credentials": "char_login_credentials",
  "Core.Echo": "echo",
  "core.supports.get": "client_options",
  "Core.Commands.Get": "get_inputfuncs",
  "Char.Value.Get": "get_value",
  "External.Discord.Hello": "external_discord_hello",
  Weather: "weather",
  Core: "core",
};

Deno.test("inputFuncName() finds the inputfunc whatever the case of the message", () => {
  const names = Object.keys(IN).map((name) => [name, inputFuncName(name)]);
  assert.deepEqual(Object.fromEntries(names), IN);
});

Deno.test("inputFuncName() takes back what gmcpName() did to a name in lower case", () => {
  const part = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
  const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("_"))
    .filter((name) => !name.startsWith("core_"));
  fc.assert(fc.property(name, (name) => {
    assert.equal(inputFuncName(gmcpName(name) ?? ""), name);
  }));
});
