import assert from "node:assert/strict";
import { banner, type BannerFacts, portInUseMessage } from "../../src/cli/banner.ts";

const FACTS: BannerFacts = {
  serverName: "Room 12",
  version: "0.1.0",
  host: "127.0.0.1",
  ports: { telnetPort: 4000, webPort: 4001 },
  plugins: ["builtin", "chargen"],
  dataFolder: "data",
  color: false,
};

Deno.test("banner() tells where to connect, what runs and how to stop", () => {
  assert.deepEqual(banner({ ...FACTS, elapsed: 211.6 }).split("\n"), [
    "",
    "  Room 12 (Vestibule 0.1.0)  ready in 212 ms",
    "",
    "  ➜  Telnet:   telnet 127.0.0.1 4000",
    "  ➜  Web:      http://127.0.0.1:4001/",
    "  ➜  Plugins:  builtin, chargen",
    "  ➜  Data:     data",
    "",
    "  Press Ctrl+C to stop",
    "",
  ]);
});

Deno.test("banner() does not say Vestibule twice", () => {
  assert.match(banner({ ...FACTS, serverName: "Vestibule" }), /^\n {2}Vestibule 0\.1\.0\n/);
});

Deno.test("banner() tells the network address when all interfaces are open", () => {
  for (const host of ["", "0.0.0.0", "::"]) {
    const text = banner({ ...FACTS, host, lanAddress: "10.0.0.5" });
    assert.match(text, /Telnet: +telnet localhost 4000\n/);
    assert.match(text, /Telnet \(network\): +telnet 10\.0\.0\.5 4000\n/);
    assert.match(text, /Web \(network\): +http:\/\/10\.0\.0\.5:4001\/\n/);
  }
});

Deno.test("banner() says that all interfaces are open when the network is unknown", () => {
  assert.match(banner({ ...FACTS, host: "" }), /Network: +all interfaces\n/);
});

Deno.test("banner() puts an IPv6 address in brackets where a URL needs them", () => {
  const text = banner({ ...FACTS, host: "::1" });
  assert.match(text, /telnet ::1 4000\n/);
  assert.match(text, /http:\/\/\[::1\]:4001\/\n/);
});

Deno.test("banner() tells which portal plugins listen, and that nothing holds them", () => {
  const portalPlugins = [{ name: "finger", version: "0.1.0", port: 7979 }];
  assert.match(
    banner({ ...FACTS, portalPlugins }),
    /Portal: +finger 0\.1\.0 on port 7979, with full permissions: it is not sandboxed\n/,
  );
});

Deno.test("banner() tells where TLS is, and the certificate that clients will show", () => {
  const certificate = { fingerprint: "AB:CD", isSelfMade: true };
  const ports = { tlsPort: 4003 };
  const text = banner({ ...FACTS, ports, certificate });
  assert.match(text, /TLS: +127\.0\.0\.1 port 4003, telnet over TLS\n/);
  assert.match(text, /SHA-256: +AB:CD\n.*Trust: +made here: .*accept/);
  assert.doesNotMatch(
    banner({ ...FACTS, ports, certificate: { ...certificate, isSelfMade: false } }),
    /made here/,
  );
});

Deno.test("banner() says https where the web speaks TLS", () => {
  assert.match(banner({ ...FACTS, webTls: true }), /https:\/\/127\.0\.0\.1:4001\/\n/);
});

Deno.test("banner() leaves out what does not listen", () => {
  const text = banner({ ...FACTS, ports: { webPort: 4001 }, plugins: [] });
  assert.doesNotMatch(text, /Telnet/);
  assert.match(text, /Plugins: +none\n/);
});

Deno.test("banner() tells how to become the superuser until there is one", () => {
  assert.match(banner({ ...FACTS, claimCode: "K7-MOSS" }), /Superuser: .*claim K7-MOSS\n/);
  assert.doesNotMatch(banner(FACTS), /Superuser/);
});

Deno.test("banner() is the same text in colour", () => {
  const coloured = banner({ ...FACTS, color: true });
  // deno-lint-ignore no-control-regex -- colours begin with a control character
  const escapes = /\x1b\[[\d;]*m/g;
  assert.match(coloured, escapes);
  assert.equal(coloured.replace(escapes, ""), banner(FACTS));
});

Deno.test("portInUseMessage() names the port, the flag and a free port", () => {
  const flag = "--telnet-port";
  assert.equal(
    portInUseMessage({ what: "telnet", port: 4000, flag, free: 4002 }),
    "Cannot listen for telnet on port 4000 as it must be free: another program uses it. " +
      "Stop that program, or start with --telnet-port 4002, which is free now.",
  );
});

Deno.test("banner() tells where a class joins, and who leads it", () => {
  const lines = banner({
    ...FACTS,
    lanAddress: "192.168.1.20",
    classroom: { teacherKey: "lead", viewKey: "look" },
  }).split("\n");
  assert.ok(lines.some((line) => /Join: +http:\/\/192\.168\.1\.20:4001\/join$/.test(line)));
  assert.ok(lines.some((line) => /Teacher: +http:\/\/localhost:4001\/classroom#lead$/.test(line)));
  assert.ok(
    lines.some((line) => /Projector: +http:\/\/localhost:4001\/classroom#look$/.test(line)),
  );
});
