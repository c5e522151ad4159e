import assert from "node:assert/strict";
import fc from "fast-check";
import { parseCredentials } from "../../../src/plugins/builtin/unloggedin/credentials.ts";

Deno.test("parseCredentials() reads a name and a password", () => {
  const given = { kind: "given", name: "Anna", password: "secret" };
  assert.deepEqual(parseCredentials("Anna secret"), given);
  assert.deepEqual(parseCredentials("  Anna \t secret "), given);
});

Deno.test("parseCredentials() takes quotes around either", () => {
  assert.deepEqual(parseCredentials('"Anna" "two words"'), {
    kind: "given",
    name: "Anna",
    password: "two words",
  });
  assert.deepEqual(parseCredentials('Anna it"s'), {
    kind: "given",
    name: "Anna",
    password: 'it"s',
  });
});

Deno.test("parseCredentials() leaves empty what was left out", () => {
  assert.deepEqual(parseCredentials(""), { kind: "given", name: "", password: "" });
  assert.deepEqual(parseCredentials("Anna"), { kind: "given", name: "Anna", password: "" });
  assert.deepEqual(parseCredentials('"" secret'), { kind: "given", name: "", password: "secret" });
});

Deno.test("parseCredentials() does not guess where a name of two words ends", () => {
  assert.deepEqual(parseCredentials("Anna Lee secret"), { kind: "tooMany" });
});

Deno.test("parseCredentials() reads back whatever stands in quotes", () => {
  const text = fc.string().map((value) => value.replaceAll('"', "").trim());
  fc.assert(fc.property(text, text, (name, password) => {
    const given = parseCredentials(`"${name}" "${password}"`);
    assert.deepEqual(given, { kind: "given", name, password });
  }));
});
