import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { checkPair } from "../../../src/portals/tls/certificate.ts";
import { selfSigned } from "../../../src/portals/tls/self_signed.ts";

const FROM = Date.UTC(2026, 0, 1);
const UNTIL = Date.UTC(2028, 0, 1);
const NAMES = ["localhost", "127.0.0.1", "::1", "moss.example.org"];

Deno.test("selfSigned() makes a certificate for its names and its time, signed with its own key", async () => {
  const pair = await selfSigned({ names: NAMES, from: FROM, until: UNTIL });
  const certificate = new X509Certificate(pair.certificate);
  assert.equal(certificate.verify(certificate.publicKey), true);
  assert.equal(certificate.subject, "CN=localhost");
  assert.equal(certificate.ca, false);
  const found = checkPair(pair);
  assert.ok(found.kind === "usable");
  const { names, from, until, fingerprint } = found.certificate;
  assert.deepEqual({ names, from, until }, { names: NAMES, from: FROM, until: UNTIL });
  assert.match(fingerprint, /^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
});

Deno.test("selfSigned() makes another key each time", async () => {
  const make = () => selfSigned({ names: NAMES, from: FROM, until: UNTIL });
  assert.notEqual((await make()).key, (await make()).key);
});

Deno.test("selfSigned() takes a name longer than a common name may be", async () => {
  const long = `${"a".repeat(60)}.${"b".repeat(60)}.example.org`;
  const found = checkPair(await selfSigned({ names: [long], from: FROM, until: UNTIL }));
  assert.deepEqual(found.kind === "usable" && found.certificate.names, [long]);
});

Deno.test("checkPair() says what is wrong with a pair", async () => {
  const { certificate, key } = await selfSigned({ names: NAMES, from: FROM, until: UNTIL });
  const other = await selfSigned({ names: NAMES, from: FROM, until: UNTIL });
  const problem = (pair: { certificate: string; key: string }) => {
    const found = checkPair(pair);
    return found.kind === "broken" ? found.problem : "";
  };
  assert.match(problem({ certificate, key: other.key }), /not that of the certificate/);
  assert.match(problem({ certificate: "", key }), /not a PEM certificate/);
  assert.match(problem({ certificate: certificate.slice(0, 200), key }), /not a PEM certificate/);
  assert.match(problem({ certificate, key: "" }), /not a PEM private key/);
  assert.match(problem({ certificate, key: certificate }), /not a PEM private key/);
});
