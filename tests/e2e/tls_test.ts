import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { join } from "node:path";
import { readAll } from "../portals/tls/tls_fixture.ts";
import { FREE_PORTS, runToEnd, startProgram } from "./program.ts";

Deno.test("telnet over TLS: the start prints the certificate that a client is shown, and the game is there", async () => {
  await using program = await startProgram();
  const pem = await Deno.readTextFile(join(program.dataFolder, "keys", "tls-certificate.pem"));
  assert.ok(program.printed.includes(new X509Certificate(pem).fingerprint256));
  const { tlsPort: port } = program;
  using client = await Deno.connectTls({ hostname: "127.0.0.1", port, caCerts: [pem] });
  await client.write(new TextEncoder().encode("quit\r\n"));
  assert.match(await readAll(client), /Welcome to .*quit .*Goodbye/s);
  const key = await Deno.readTextFile(join(program.dataFolder, "keys", "tls-key.pem"));
  assert.ok(!program.printed.includes(key.split("\n")[1] ?? key));
});

Deno.test("telnet over TLS: files that cannot be used end the start with what to do", async () => {
  await using program = await startProgram();
  const pem = join(program.dataFolder, "keys", "tls-certificate.pem");
  const { code, err } = await runToEnd([
    ...[...FREE_PORTS, "--data", join(program.dataFolder, "other")],
    ...["--set", `tlsCertificate=${pem}`, "--set", `tlsKey=${pem}`],
  ]);
  assert.equal(code, 1);
  assert.match(err, /Cannot use ".*tls-certificate\.pem" .* not a PEM private key/);
});
