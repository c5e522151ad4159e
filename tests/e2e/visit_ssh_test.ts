import assert from "node:assert/strict";
import { clientTest } from "./clients/client_test_case.ts";
import { visitBy } from "./clients/openssh.ts";
import { Terminal } from "./clients/terminal.ts";
import { startProgram } from "./program.ts";

const PASSWORD = "tall-clock-ticks";
const PROGRAMS = ["script", "ssh", "ssh-keygen"] as const;

clientTest(
  "a visit with OpenSSH by password and by key, which lets nobody in any more once it is removed",
  PROGRAMS,
  async (script, ssh, keygen) => {
    await using server = await startProgram();
    const key = `${server.dataFolder}/id`;
    for (const type of ["ed25519", "ecdsa"]) {
      const args = ["-q", "-t", type, "-N", "", "-f", `${key}_${type}`];
      await new Deno.Command(keygen ?? "", { args }).output();
    }
    await using first = new Terminal(
      script ?? "",
      visitBy(ssh ?? "", server.sshPort, "new@127.0.0.1"),
    );
    await first.until(/Welcome to Vestibule\.[^]*leave/);
    await register(first, "anna");
    for (const type of ["ed25519", "ecdsa"]) {
      await first.type(`sshkey add ${(await Deno.readTextFile(`${key}_${type}.pub`)).trim()}`);
      await first.until(/Added[^]*SHA256:/);
    }
    await first.type("quit");
    await first.until(/exit status 0/);

    for (const type of ["ed25519", "ecdsa"]) {
      const rest = `-i ${key}_${type} -o IdentitiesOnly=yes -o BatchMode=yes anna@127.0.0.1`;
      await using by = new Terminal(script ?? "", visitBy(ssh ?? "", server.sshPort, rest));
      await by.until(/Welcome, anna\./);
      await by.type("quit");
      await by.until(/exit status 0/);
    }

    await using typed = new Terminal(
      script ?? "",
      visitBy(ssh ?? "", server.sshPort, "-o PubkeyAuthentication=no anna@127.0.0.1"),
    );
    await typed.until(/Password, or Enter for the login screen:/);
    await typed.type("wrong-password");
    await typed.until(/Password, or Enter for the login screen:/);
    await typed.type(PASSWORD);
    await typed.until(/Welcome, anna\./);
    await typed.type("sshkey");
    await typed.until(/1[^]*SHA256:[^]*2[^]*SHA256:/);
    await typed.type("sshkey remove 1");
    await typed.until(/Removed[^]*SHA256:/);
    await typed.type("\x04");
    await typed.until(/Goodbye[^]*exit status 0/);
    assert.ok(!typed.screen.includes(PASSWORD));

    const rest = `-i ${key}_ed25519 -o IdentitiesOnly=yes -o BatchMode=yes anna@127.0.0.1`;
    await using removed = new Terminal(script ?? "", visitBy(ssh ?? "", server.sshPort, rest));
    await removed.until(/Permission denied[^]*exit status 255/);
  },
);

async function register(terminal: Terminal, name: string): Promise<void> {
  await terminal.type(`create ${name}`);
  await terminal.until(/Choose a password:/);
  await terminal.type(PASSWORD);
  await terminal.until(/The same password again:/);
  await terminal.type(PASSWORD);
  await terminal.until(/Type help to see everything else\./);
}
