import assert from "node:assert/strict";
import { clientTest } from "./clients/client_test_case.ts";
import { Terminal } from "./clients/terminal.ts";
import { type RunningProgram, startProgram } from "./program.ts";

const PASSWORD = "tall-clock-ticks";
const PROGRAMS = ["script", "ssh", "ssh-keygen", "scp"] as const;

/** Returns a shell's command that visits as somebody and tells how `ssh` ended. */
function visit(ssh: string, { sshPort }: RunningProgram, rest: string): string {
  const options = `-F none -o Port=${sshPort} -o StrictHostKeyChecking=no -o LogLevel=ERROR ` +
    "-o UserKnownHostsFile=/dev/null";
  return `sh -c '${ssh} ${options} ${rest}; echo "exit status $?"'`;
}

clientTest(
  "a visit with OpenSSH by password and by key; a command and scp are refused in words",
  PROGRAMS,
  async (script, ssh, keygen, scp) => {
    await using server = await startProgram();
    const key = `${server.dataFolder}/id`;
    for (const type of ["ed25519", "ecdsa"]) {
      const args = ["-q", "-t", type, "-N", "", "-f", `${key}_${type}`];
      await new Deno.Command(keygen ?? "", { args }).output();
    }
    await using first = new Terminal(script ?? "", visit(ssh ?? "", server, "new@127.0.0.1"));
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
      await using by = new Terminal(script ?? "", visit(ssh ?? "", server, rest));
      await by.until(/Welcome, anna\./);
      await by.type("quit");
      await by.until(/exit status 0/);
    }

    await using typed = new Terminal(
      script ?? "",
      visit(ssh ?? "", server, "-o PubkeyAuthentication=no anna@127.0.0.1"),
    );
    await typed.until(/Password, or Enter for the login screen:/);
    await typed.type("wrong-password");
    await typed.until(/Password, or Enter for the login screen:/);
    await typed.type(PASSWORD);
    await typed.until(/Welcome, anna\./);
    await typed.type("\x04");
    await typed.until(/Goodbye[^]*exit status 0/);
    assert.ok(!typed.screen.includes(PASSWORD));

    await using refused = new Terminal(script ?? "", visit(ssh ?? "", server, "new@127.0.0.1 ls"));
    await refused.until(/This is a game, not a shell[^]*exit status 1/);
    for (const way of ["-s", "-O"]) {
      const rest = `${way} /dev/null new@127.0.0.1:file`;
      await using copied = new Terminal(script ?? "", visit(scp ?? "", server, rest));
      await copied.until(/This is a game, not a shell[^]*exit status [1-9]/);
    }
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
