import assert from "node:assert/strict";
import ssh2 from "ssh2";
import { readSshKey } from "../../../src/core/account/ssh_key.ts";

const ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDHNxPP7HU0kSNhI642oA8xh7Lpdqqm8dDSFI4UbbADZ";

function publicKey(type: string, options: Readonly<Record<string, unknown>> = {}): string {
  return ssh2.utils.generateKeyPairSync(type, options).public;
}

function problem(line: string): string {
  const read = readSshKey(line);
  return read.kind === "refused" ? read.problem : "it was read";
}

Deno.test("readSshKey() reads the line of a public key file, with its comment", () => {
  const read = readSshKey(`  ${ED25519} anna@home\u0007 laptop\n`);
  assert.ok(read.kind === "ok");
  assert.equal(read.key.type, "ssh-ed25519");
  assert.equal(read.key.key, ED25519.split(" ")[1]);
  assert.equal(read.key.comment, "anna@home laptop");
  assert.match(read.key.fingerprint, /^SHA256:[A-Za-z0-9+/]{43}$/);
});

Deno.test("readSshKey() reads ecdsa keys, and RSA keys of 2048 bits and more", () => {
  assert.equal(problem(publicKey("ecdsa", { bits: 256 })), "it was read");
  assert.equal(problem(publicKey("ecdsa", { bits: 521 })), "it was read");
  assert.equal(problem(publicKey("rsa", { bits: 2048 })), "it was read");
  assert.match(problem(publicKey("rsa", { bits: 1024 })), /2048 bits at least, this one has 1024/);
});

Deno.test("readSshKey() says what to paste when it is given something else", () => {
  assert.match(problem(""), /Paste the one line of your public key file/);
  assert.match(problem("hunter2"), /Paste the one line/);
  assert.match(problem("-----BEGIN OPENSSH PRIVATE KEY-----"), /nobody but you should ever see/);
  assert.match(problem("ssh-dss AAAA"), /DSA key is not safe/);
  assert.match(problem("sk-ssh-ed25519@openssh.com AAAA"), /security device/);
});

Deno.test("readSshKey() reads no key that is cut anywhere, nor one of another kind than it says", () => {
  const [type, key = ""] = ED25519.split(" ");
  for (let length = 0; length < key.length; length++) {
    assert.match(problem(`${type} ${key.slice(0, length)}`), /is not whole/, `cut at ${length}`);
  }
  assert.match(problem(`ssh-rsa ${key}`), /is not whole/);
  assert.match(problem(`${type} ${key}AAAA`), /is not whole/);
});
