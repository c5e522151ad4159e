import assert from "node:assert/strict";
import { KeyFolder } from "../../../src/portals/key_folder.ts";
import { newHostKey } from "../../../src/portals/ssh/ssh_library.ts";
import { hostKey } from "../../../src/portals/ssh/host_key.ts";
import { tempFolder } from "../../cli/temp_folder.ts";

const FILE = "ssh_host_ed25519_key";

Deno.test("hostKey() makes a key once, and tells its fingerprint as ssh does", async () => {
  await using folder = await tempFolder();
  const keys = new KeyFolder(folder.path);
  const made = await hostKey(keys);
  assert.match(made.fingerprint, /^SHA256:[A-Za-z0-9+/]{43}$/);
  assert.match(made.privateKey, /^-----BEGIN OPENSSH PRIVATE KEY-----/);
  assert.deepEqual(await hostKey(keys), made);
});

for (
  const [what, text] of [["nothing", ""], [
    "half a key",
    "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl",
  ]]
) {
  Deno.test(`hostKey() does not replace a file that holds ${what}, and says what to do`, async () => {
    await using folder = await tempFolder();
    const keys = new KeyFolder(folder.path);
    await keys.write(FILE, text ?? "");
    await assert.rejects(
      hostKey(keys),
      /Cannot use SSH's host key as it must be an ed25519 key: .*ssh_host_ed25519_key.*delete it/,
    );
    assert.equal(await keys.read(FILE), text);
  });
}

Deno.test("newHostKey() takes no key that the library wrote with a zero too few", () => {
  const whole = newHostKey();
  const broken = whole.replace("b3BlbnNzaC1rZXktdjEA", "b3BlbnNzaC1rZXktdjE=");
  const keys = [broken, whole];
  assert.equal(newHostKey(() => keys.shift() ?? ""), whole);
});
