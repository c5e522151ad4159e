import assert from "node:assert/strict";
import { natsPlace, natsProblem, shownNats } from "../../../src/core/settings/nats_address.ts";
import { resolveSettings } from "../../../src/core/settings/resolve.ts";
import { SettingsError } from "../../../src/core/settings/settings_error.ts";

Deno.test("natsProblem() takes one address, several, and what proves who comes", () => {
  for (
    const text of [
      "nats://localhost",
      "nats://127.0.0.1:4222/",
      "tls://nats.example.org:4443",
      "nats://[::1]:4222",
      "nats://portal:se%2Fcret@a,nats://portal:se%2Fcret@b:4223",
      "nats://token@localhost",
      "nats://a, nats://b",
    ]
  ) {
    assert.equal(natsProblem(text), null, text);
  }
});

Deno.test("natsProblem() refuses what is no address, and shows nothing of it", () => {
  for (
    const text of [
      "",
      "localhost",
      "localhost:4222",
      "http://secret@localhost",
      "nats://",
      "nats://secret@host/path",
      "nats://secret@host?tls=1",
      "nats://:secret@host",
      "nats://secret%@host",
      "nats://host:0",
      "nats://host:65536",
      "nats://host,",
      "nats://host,,nats://other",
    ]
  ) {
    const problem = natsProblem(text) ?? "";
    assert.match(problem, /must be nats:\/\/HOST/, text);
    assert.doesNotMatch(problem, /secret/);
  }
});

Deno.test("natsProblem() wants one way to speak and one user for all servers", () => {
  assert.match(natsProblem("nats://a,tls://b") ?? "", /all with tls:/);
  assert.match(natsProblem("nats://x:y@a,nats://b") ?? "", /same user and password/);
  assert.match(natsProblem("nats://x:y@a,nats://x:z@b") ?? "", /same user and password/);
});

Deno.test("natsPlace() reads the servers in order, with NATS's port where none is named", () => {
  const { servers, isTls, proof } = natsPlace("tls://b.example.org, tls://[::1]:4443");
  assert.deepEqual(servers, [
    { hostname: "b.example.org", port: 4222, host: "b.example.org:4222" },
    { hostname: "::1", port: 4443, host: "[::1]:4443" },
  ]);
  assert.equal(isTls, true);
  assert.deepEqual(proof, { kind: "none" });
});

Deno.test("natsPlace() decodes a user and a password, and takes a name alone for a token", () => {
  assert.deepEqual(natsPlace("nats://por%40tal:a%2Fb@host").proof, {
    kind: "password",
    user: "por@tal",
    password: "a/b",
  });
  assert.deepEqual(natsPlace("nats://s%3Acret@host").proof, { kind: "token", token: "s:cret" });
});

Deno.test("shownNats() shows the servers, and no user, password or token", () => {
  assert.equal(
    shownNats("nats://portal:secret@a,nats://portal:secret@b:1"),
    [
      "nats://a:4222",
      "nats://b:1",
    ].join(),
  );
  assert.equal(shownNats("tls://secret@host"), "tls://host:4222");
  assert.equal(shownNats("secret"), "nats://…");
});

Deno.test('the setting "nats" takes addresses or none, and an error shows nothing of it', () => {
  const nats = "nats://portal:secret@host";
  assert.equal(resolveSettings([{ name: "test", values: { nats } }]).settings.nats, nats);
  assert.equal(resolveSettings([]).settings.nats, "");
  const wrong = () => resolveSettings([{ name: "test", values: { nats: "portal:secret@host" } }]);
  assert.throws(wrong, (error) => {
    assert.ok(error instanceof SettingsError);
    assert.match(error.message, /"nats"/);
    assert.doesNotMatch(error.message, /secret/);
    return true;
  });
});

Deno.test('the setting "realm" is a name that a subject can hold', () => {
  const problem = (realm: string) => {
    try {
      return resolveSettings([{ name: "test", values: { realm } }]).settings.realm;
    } catch (error) {
      return error instanceof SettingsError ? "refused" : error;
    }
  };
  assert.deepEqual(["main", "a-2", "0"].map(problem), ["main", "a-2", "0"]);
  for (const realm of ["", "Main", "a.b", "a*", "-a", "a b", "a".repeat(32)]) {
    assert.equal(problem(realm), "refused", realm);
  }
});
