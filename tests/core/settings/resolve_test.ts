import assert from "node:assert/strict";
import { resolveSettings, type SettingsSource } from "../../../src/core/settings/resolve.ts";
import { SettingsError, type SettingsIssue } from "../../../src/core/settings/settings_error.ts";

function source(name: string, values: Record<string, unknown>): SettingsSource {
  return { name, values };
}

function issuesOf(...sources: SettingsSource[]): readonly SettingsIssue[] {
  try {
    resolveSettings(sources);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.issues;
  }
  return [];
}

function messagesOf(values: Record<string, unknown>): string[] {
  return issuesOf(source("flags", values)).map((issue) => issue.message);
}

Deno.test("resolveSettings() gives the defaults when no source says anything", () => {
  const { settings, sources } = resolveSettings([]);
  assert.equal(settings.telnetPort, 4000);
  assert.equal(sources.size, 0);
});

Deno.test("resolveSettings() lets a later source win, setting by setting", () => {
  const { settings, sources } = resolveSettings([
    source("file", { telnetPort: 5000, webPort: 5001 }),
    source("flags", { telnetPort: 6000 }),
  ]);
  assert.deepEqual([settings.telnetPort, settings.webPort], [6000, 5001]);
  assert.deepEqual([...sources], [["telnetPort", "flags"], ["webPort", "file"]]);
});

Deno.test("resolveSettings() takes an undefined value for an absent one", () => {
  const { settings, sources } = resolveSettings([
    source("file", { telnetPort: 5000 }),
    source("flags", { telnetPort: undefined }),
  ]);
  assert.equal(settings.telnetPort, 5000);
  assert.equal(sources.get("telnetPort"), "file");
});

Deno.test("resolveSettings() returns settings that nobody can change", () => {
  assert.ok(Object.isFrozen(resolveSettings([]).settings));
});

Deno.test("resolveSettings() names the nearest known setting for an unknown one", () => {
  assert.deepEqual(issuesOf(source("file", { telnetprot: 4000 })), [{
    setting: "telnetprot",
    source: "file",
    message: 'Cannot use setting "telnetprot" as its name must be known: ' +
      'did you mean "telnetPort"?',
  }]);
});

Deno.test("resolveSettings() guesses nothing when no known setting is near", () => {
  assert.deepEqual(messagesOf({ xyzzy: 1 }), [
    'Cannot use setting "xyzzy" as its name must be known: no known name is near it',
  ]);
});

Deno.test("resolveSettings() reports the problems of all sources at once", () => {
  const issues = issuesOf(
    source("file", { telnetPort: "x", hots: "" }),
    source("environment", { multisessionMode: 9 }),
    source("flags", { telnetPort: 4000, quiet: true }),
  );
  assert.deepEqual(issues.map(({ source, setting }) => [source, setting]), [
    ["file", "telnetPort"],
    ["file", "hots"],
    ["environment", "multisessionMode"],
    ["flags", "quiet"],
  ]);
});

Deno.test("resolveSettings() says what a value must be and what it is", () => {
  assert.deepEqual(messagesOf({ telnetPort: 70_000, serverName: "" }), [
    'Cannot use setting "telnetPort" as it must be a whole number from 0 to 65535: ' +
    "current value is 70000",
    'Cannot use setting "serverName" as it must be a string of 1 to 80 characters: ' +
    'current value is ""',
  ]);
});

Deno.test("resolveSettings() shows no value of an object, which may hold a secret", () => {
  const [message = ""] = messagesOf({
    plugins: [{ uses: "mail", settings: { password: "hush" } }],
  });
  assert.match(message, /current value of \[0\] is an object$/);
  assert.doesNotMatch(message, /hush/);
});

Deno.test("resolveSettings() refuses the names that every object has", () => {
  const values = Object.fromEntries([["__proto__", { telnetPort: 1 }], ["toString", 1]]);
  assert.equal(messagesOf(values).length, 2);
});

Deno.test("resolveSettings() refuses one port for both telnet and the web", () => {
  assert.match(messagesOf({ webPort: 4000 })[0] ?? "", /must differ from "telnetPort"/);
  assert.match(
    messagesOf({ tlsPort: 4001 })[0] ?? "",
    /"tlsPort" as it must differ from "webPort"/,
  );
  assert.deepEqual(messagesOf({ tlsPort: 4001, tlsEnabled: false }), []);
  assert.deepEqual(messagesOf({ webPort: 0, telnetPort: 0 }), []);
  assert.deepEqual(messagesOf({ webPort: 4000, telnetEnabled: false }), []);
});

Deno.test("resolveSettings() refuses heartbeats slower than their own timeout", () => {
  assert.match(messagesOf({ heartbeatInterval: 10_000 })[0] ?? "", /"heartbeatTimeout"/);
  assert.deepEqual(messagesOf({ heartbeatInterval: 0, heartbeatTimeout: 1 }), []);
});

Deno.test("resolveSettings() refuses commands that may outlive the heartbeat", () => {
  const [issue] = issuesOf(source("file", { commandTimeLimit: 10_000 }));
  assert.equal(issue?.setting, "commandTimeLimit");
  assert.equal(issue?.source, "file");
});

Deno.test("SettingsError lists every issue with its source", () => {
  const error = new SettingsError([
    { setting: "a", source: "file", message: "Cannot A" },
    { setting: "b", source: "flags", message: "Cannot B" },
  ]);
  assert.equal(
    error.message,
    "Cannot use the settings as all of them must be right: 2 are not" +
      "\n  file: Cannot A\n  flags: Cannot B",
  );
});

Deno.test("resolveSettings() wants a certificate and its key together", () => {
  assert.match(messagesOf({ tlsKey: "key.pem" })[0] ?? "", /"tlsKey" as "tlsCertificate" must be/);
  assert.match(messagesOf({ tlsCertificate: "a.pem" })[0] ?? "", /as "tlsKey" must be given/);
  assert.deepEqual(messagesOf({ tlsCertificate: "a.pem", tlsKey: "key.pem" }), []);
});

Deno.test("resolveSettings() takes addresses and networks of proxies, and nothing else", () => {
  assert.deepEqual(messagesOf({ trustedProxies: ["127.0.0.1", "10.0.0.0/8", "fd00::/8"] }), []);
  assert.match(messagesOf({ trustedProxies: ["proxy"] })[0] ?? "", /must be a list of addresses/);
});

Deno.test("resolveSettings() takes encodings by any of their names, and tells of one that is unknown", () => {
  const { settings } = resolveSettings([source("file", { encodings: ["CP1251", "Latin-1"] })]);
  assert.deepEqual(settings.encodings, ["windows-1251", "iso-8859-1"]);
  assert.deepEqual(resolveSettings([]).settings.encodings, ["iso-8859-1"]);
  assert.match(
    messagesOf({ encodings: ["gbk", "klingon"] })[0] ?? "",
    /must be a list of at most 8 encodings, such as .*: current value of \[1\] is "klingon"/,
  );
});

Deno.test("resolveSettings() takes origins whole, and says what they look like", () => {
  assert.deepEqual(
    messagesOf({ webOrigins: ["https://play.example.org", "http://[::1]:8080"] }),
    [],
  );
  const bad = ["play.example.org", "https://a.example/", "https://a.example/play", "*", "null"];
  for (const origin of [...bad, "https://A.example", "https://a.example:443", "file:///a"]) {
    const [message = ""] = messagesOf({ webOrigins: [origin] });
    assert.match(message, /"webOrigins".* list of origins without a path, such as https:/, origin);
  }
});

Deno.test("resolveSettings() shows no secret that does not fit", () => {
  const [message = ""] = messagesOf({ metricsToken: "too-short" });
  assert.match(
    message,
    /"metricsToken" as it must be a string of 16 to 200 characters.*: it is not$/,
  );
  assert.doesNotMatch(message, /too-short/);
  assert.deepEqual(messagesOf({ metricsToken: "a-token-of-many-letters" }), []);
});

Deno.test("webRedirects lead from a path to a path, and to no other site", () => {
  assert.deepEqual(messagesOf({ webRedirects: { "/join": "/plugins/classroom/join" } }), []);
  for (const to of ["https://example.org/", "//example.org", "join", "/a\\b", "/a?b"]) {
    assert.equal(messagesOf({ webRedirects: { "/join": to } }).length, 1, to);
  }
});
