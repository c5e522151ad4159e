import assert from "node:assert/strict";
import { SupportedPackages } from "../../../src/portals/gmcp/supported_packages.ts";

Deno.test("SupportedPackages sends everything to a client that has said nothing", () => {
  assert.ok(new SupportedPackages({ most: 5 }).includes("Room.Info"));
  const removed = new SupportedPackages({ most: 5 });
  removed.remove(["Room"]);
  assert.ok(removed.includes("Room.Info"));
});

Deno.test("SupportedPackages sends what is in a package that was named, and Core", () => {
  const supported = new SupportedPackages({ most: 5 });
  supported.set(["Char 1", "comm.channel 1", "Room.Info 2"]);
  const sent = ["Char.Vitals", "CHAR", "Comm.Channel.Text", "Room.Info", "Core.Ping"];
  const kept = ["Room.Exits", "Comm", "Character.Vitals", "Client.GUI", "Corean.Food"];
  for (const name of sent) assert.ok(supported.includes(name), name);
  for (const name of kept) assert.ok(!supported.includes(name), name);
});

Deno.test("SupportedPackages adds, removes and replaces", () => {
  const supported = new SupportedPackages({ most: 5 });
  supported.add(["Char"]);
  supported.add(["Room 1"]);
  assert.ok(supported.includes("Char.Vitals") && supported.includes("Room.Info"));
  supported.remove(["CHAR"]);
  assert.ok(!supported.includes("Char.Vitals") && supported.includes("Room.Info"));
  supported.set([]);
  assert.ok(!supported.includes("Room.Info"));
});

Deno.test("SupportedPackages keeps no more than it may, and nothing but names", () => {
  const supported = new SupportedPackages({ most: 2 });
  supported.set([7, null, {}, "", "x".repeat(65), "Char 1", "Room 1", "Comm 1"]);
  assert.ok(supported.includes("Room.Info"));
  assert.ok(!supported.includes("Comm.Channel"));
});
