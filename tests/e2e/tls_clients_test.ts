import assert from "node:assert/strict";
import { ManualClock } from "../../src/core/clock.ts";
import { Trace } from "../../src/core/trace/trace.ts";
import {
  CERTIFICATE_CHECK_MS,
  CertificateKeeper,
} from "../../src/portals/tls/certificate_keeper.ts";
import { givenFiles, RENEW_MS } from "../../src/portals/tls/pair_source.ts";
import { type KeyPair, selfSigned } from "../../src/portals/tls/self_signed.ts";
import { tempFolder } from "../cli/temp_folder.ts";
import { makeCertificate, tlsLab } from "../portals/tls/tls_fixture.ts";
import { clientTest } from "./clients/client_test_case.ts";
import { Terminal } from "./clients/terminal.ts";
import { startProgram } from "./program.ts";

clientTest(
  "openssl is shown a certificate that took the place of another while the server runs; who is connected stays",
  ["script", "openssl"],
  async (script = "", openssl = "") => {
    await using folder = await tempFolder();
    const [certificate, key] = [`${folder.path}/own.pem`, `${folder.path}/own-key.pem`];
    const renew = async (name: string) => {
      const pair = await pairOf(name);
      await Deno.writeTextFile(certificate, pair.certificate);
      await Deno.writeTextFile(key, pair.key);
    };
    await renew("old.example.org");
    const [clock, trace] = [new ManualClock(Date.now()), new Trace()];
    const source = givenFiles(certificate, key);
    using keeper = await CertificateKeeper.open({ source, clock, trace });
    await using lab = await tlsLab({ context: () => keeper.context });
    const command = `${openssl} s_client -connect 127.0.0.1:${lab.portal.port}`;

    await using first = new Terminal(script, command);
    await first.until(/subject=CN = old\.example\.org/);
    const session = await lab.recorded.session();
    await renew("new.example.org");
    const changed = Promise.withResolvers<void>();
    trace.read(({ kind }) => kind === "tls:certificate_changed" && changed.resolve());
    clock.advance(CERTIFICATE_CHECK_MS);
    await changed.promise;
    await using second = new Terminal(script, command);
    await second.until(/subject=CN = new\.example\.org/);
    await first.type("still here");
    assert.equal((await session.nextOf("line")).line, "still here");
  },
);

for (const [version, keys] of [["tls1_2", "R"], ["tls1_3", "K"]] as const) {
  clientTest(
    `openssl asks for new keys in the middle of a session (${version}), and nobody else notices`,
    ["script", "openssl"],
    async (script = "", openssl = "") => {
      await using server = await startProgram();
      const command = `${openssl} s_client -connect 127.0.0.1:${server.tlsPort} -${version}`;
      await using bystander = new Terminal(script, command);
      await bystander.until(/leave/);
      await using asking = new Terminal(script, command);
      await asking.until(/leave/);
      await asking.type(keys);
      // TLS 1.3 changes keys in a running session; what 1.2 has instead is refused.
      await asking.until(version === "tls1_3" ? /KEYUPDATE/ : /no renegotiation/);
      for (const terminal of version === "tls1_3" ? [asking, bystander] : [bystander]) {
        await terminal.type("quit");
        await terminal.until(/Goodbye\. Come back soon\./);
      }
    },
  );
}

clientTest(
  "wire 21. netcat at the TLS port is told where plain telnet is, and openssl at the telnet port ends at once",
  ["script", "nc", "openssl"],
  async (script = "", nc = "", openssl = "") => {
    await using server = await startProgram();
    await using plain = new Terminal(script, `${nc} 127.0.0.1 ${server.tlsPort}`);
    await plain.type("look");
    await plain.until(new RegExp(`Plain telnet is on port ${server.telnetPort}\\.`));
    const command = `${openssl} s_client -connect 127.0.0.1:${server.telnetPort}`;
    await using secure = new Terminal(script, command);
    await secure.until(/wrong version number|packet length too long/);
    await secure.ended();
    await server.until(/telnet:wrong_port/);
  },
);

clientTest(
  "TinTin++ takes a renewed certificate in place of the one that it remembers, and no other",
  ["script", "tt++"],
  async (script = "", tintin = "") => {
    const day = 24 * 60 * 60 * 1000;
    const ends = [RENEW_MS, 800 * day, 800 * day].map((left) => makeCertificate(Date.now() + left));
    const contexts = (await Promise.all(ends)).map(({ context }) => context);
    await using lab = await tlsLab({ context: () => contexts.shift() ?? assert.fail() });
    // One command, as TinTin++ forgets what is typed while a connection begins or ends.
    const connect = ["first", "renewed", "other"]
      .map((name) => `#ssl ${name} 127.0.0.1 ${lab.portal.port}`);
    const command = `${tintin} -G -e '${connect.join(";")};#end'`;
    await using terminal = new Terminal(script, command);
    await terminal.until(/#SESSION 'first' CONNECTED/);
    await terminal.until(/THE OLD ONE WAS ABOUT TO EXPIRE[^]*#SESSION 'renewed' CONNECTED/);
    await terminal.until(/CERTIFICATE IS DIFFERENT[^]*#SESSION 'other' DIED/);
    await terminal.ended();
    assert.equal((await lab.recorded.session()).connection.protocolKey, "telnet");
  },
);

function pairOf(name: string): Promise<KeyPair> {
  const day = 24 * 60 * 60 * 1000;
  return selfSigned({ names: [name], from: Date.now() - day, until: Date.now() + 90 * day });
}
