import assert from "node:assert/strict";
import fc from "fast-check";
import {
  checkFlags,
  findFlag,
  flagText,
  readFlag,
  SETTABLE_FLAGS,
} from "../../../src/plugins/builtin/client_flags.ts";

Deno.test("9.3.6 readFlag() reads switches, numbers and names", () => {
  assert.deepEqual(readFlag("nocolor", "ON"), {
    kind: "ok",
    name: "noColor",
    flags: { noColor: true },
  });
  assert.deepEqual(readFlag("SCREENWIDTH", "80"), {
    kind: "ok",
    name: "screenWidth",
    flags: { screenWidth: 80 },
  });
  assert.deepEqual(readFlag("clientName", "mudlet 4"), {
    kind: "ok",
    name: "clientName",
    flags: { clientName: "MUDLET 4" },
  });
  assert.deepEqual(readFlag("clientname", "7"), {
    kind: "ok",
    name: "clientName",
    flags: { clientName: "7" },
  });
  for (const [typed, encoding] of [["UTF8", "utf-8"], ["latin-1", "iso-8859-1"]] as const) {
    assert.deepEqual(readFlag("encoding", typed), {
      kind: "ok",
      name: "encoding",
      flags: { encoding },
    });
  }
});

Deno.test("9.3.6 readFlag() keeps numbers in their range", () => {
  const bounds = [["screenWidth", 20, 500], ["screenHeight", 5, 300]] as const;
  for (const [name, least, most] of bounds) {
    for (const value of [least, most]) assert.equal(readFlag(name, `${value}`).kind, "ok");
    for (const value of [least - 1, most + 1, "", "1e2", "50.5", "-50", "on"]) {
      assert.equal(readFlag(name, `${value}`).kind, "bad", `${name} = ${value}`);
    }
  }
});

Deno.test("findFlag() knows the flag that Evennia writes with a dash", () => {
  assert.equal(findFlag("UTF-8"), "utf8");
  assert.equal(findFlag("nothing"), undefined);
});

Deno.test("checkFlags() leaves out what cannot be used", () => {
  const kept = { ansi: true, screenWidth: 3, mtts: 5, utf8: "yes", clientName: "x" };
  assert.deepEqual(checkFlags(kept), { ansi: true, clientName: "X" });
});

Deno.test("readFlag() reads back what flagText() shows, for every flag that it accepts", () => {
  const value = fc.oneof(fc.constantFrom("on", "off", "utf-8", "100"), fc.string());
  fc.assert(fc.property(fc.constantFrom(...SETTABLE_FLAGS), value, (name, typed) => {
    const read = readFlag(name, typed);
    if (read.kind === "bad") return assert.notEqual(read.problem, "");
    const again = readFlag(name, flagText(read.flags[name]));
    assert.deepEqual(again, read);
  }));
});
