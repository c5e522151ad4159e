import assert from "node:assert/strict";
import { startOurServer } from "../../lab/our_server.ts";
import { runLab } from "../../lab/run_lab.ts";
import { tlsFactsOf, tlsText } from "../../lab/tls_facts.ts";
import { ourVisit } from "../../lab/visits.ts";
import { selfSigned } from "../../src/portals/tls/self_signed.ts";
import { tempFolder } from "../cli/temp_folder.ts";

const PATIENCE = { longestMs: 60_000, quietMs: 1000 };

Deno.test("the lab visits our TLS port, finds no problem, and tells what clients say of the certificate", async () => {
  await using server = await startOurServer({ negotiationWait: 2000 });
  const target = { hostname: "localhost", port: server.tlsPort ?? 0, isSecure: true } as const;
  const rows = await runLab({ target, patience: PATIENCE, visit: ourVisit });
  assert.deepEqual(
    rows.flatMap(({ client, problems }) => problems.map((p) => `${client}: ${p}`)),
    [],
  );
  const text = tlsText(await tlsFactsOf(target));
  assert.match(text, /^TLSv1\.3, TLS_\w+; certificate for localhost, 127\.0\.0\.1/);
  assert.match(
    text,
    /certificate: nobody vouches for it: clients ask their users \(\w*SELF_SIGNED/,
  );
  assert.doesNotMatch(text, /it is not for/);
});

Deno.test("tlsFactsOf() tells of a certificate for another name, and of a port without TLS", async () => {
  await using folder = await tempFolder();
  const [tlsCertificate, tlsKey] = [`${folder.path}/own.pem`, `${folder.path}/own-key.pem`];
  const until = Date.now() + 60_000;
  const pair = await selfSigned({ names: ["play.example.org"], from: Date.now(), until });
  await Deno.writeTextFile(tlsCertificate, pair.certificate);
  await Deno.writeTextFile(tlsKey, pair.key);
  await using server = await startOurServer({ tlsCertificate, tlsKey });
  const at = (port = 0) => ({ hostname: "127.0.0.1", port, isSecure: true }) as const;
  const { problems } = await tlsFactsOf(at(server.tlsPort));
  assert.match(problems.join("\n"), /it is not for 127\.0\.0\.1: every client warns/);
  await assert.rejects(tlsFactsOf(at(server.telnetPort)), /must answer with TLS/);
});
