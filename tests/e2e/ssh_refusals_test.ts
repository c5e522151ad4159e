import assert from "node:assert/strict";
import { clientTest } from "./clients/client_test_case.ts";
import { optionsFor, runPiped } from "./clients/openssh.ts";
import { startProgram } from "./program.ts";

const GAME = /This is a game, not a shell: it runs no commands and takes no files\./;

clientTest(
  "OpenSSH is refused commands and files in words: ssh, scp, scp -O, sftp",
  ["ssh", "scp", "sftp"],
  async (ssh = "", scp = "", sftp = "") => {
    await using server = await startProgram();
    const options = optionsFor(server.sshPort);
    const commands: readonly (readonly [string, ...string[]])[] = [
      [ssh, ...options, "new@127.0.0.1", "ls"],
      [ssh, ...options, "-tt", "new@127.0.0.1", "ls"],
      [scp, ...options, "-s", "/dev/null", "new@127.0.0.1:file"],
      [scp, ...options, "-O", "/dev/null", "new@127.0.0.1:file"],
      [sftp, ...options, "new@127.0.0.1"],
    ];
    for (const [program, ...args] of commands) {
      const { code, out, err } = await runPiped(program, args);
      assert.match(out + err, GAME, args.join(" "));
      assert.notEqual(code, 0, args.join(" "));
    }
  },
);

clientTest(
  "OpenSSH is refused ports, in both directions, and says so",
  ["ssh"],
  async (ssh = "") => {
    await using server = await startProgram();
    const options = [...optionsFor(server.sshPort), "-o", "ExitOnForwardFailure=yes"];
    const inwards = await runPiped(ssh, [
      ...options,
      ...["-W", `127.0.0.1:${server.telnetPort}`, "new@127.0.0.1"],
    ]);
    assert.match(inwards.err, /open failed: administratively prohibited/);
    assert.equal(inwards.out, "");
    const outwards = await runPiped(ssh, [
      ...options,
      ...["-N", "-R", "0:127.0.0.1:1", "new@127.0.0.1"],
    ]);
    assert.match(outwards.err, /remote port forwarding failed/);
    assert.equal(outwards.code, 255);
  },
);

clientTest(
  "OpenSSH offers its agent in vain, and plays all the same",
  ["ssh", "ssh-agent"],
  async (ssh = "", agent = "") => {
    await using server = await startProgram();
    const args = [ssh, ...optionsFor(server.sshPort), "-A", "-T", "new@127.0.0.1"];
    const { code, out } = await runPiped(agent, args, "quit\n");
    assert.match(out, /Welcome to Vestibule\.[^]*Goodbye\. Come back soon\./);
    assert.equal(code, 0);
  },
);

clientTest(
  "lines that are piped into OpenSSH are answered before it ends, with exit status 0",
  ["ssh"],
  async (ssh = "") => {
    await using server = await startProgram();
    const args = [...optionsFor(server.sshPort), "-T", "new@127.0.0.1"];
    const lines = 'create anna "correct horse"\ncharcreate Anna\ndone\nyes\nlook brass key\n';
    const stayed = await runPiped(ssh, args, lines);
    assert.match(stayed.out, /Welcome to[^]*Account created[^]*You become Anna[^]*It fits no door/);
    assert.equal(stayed.code, 0);
    const left = await runPiped(ssh, args, 'connect anna "correct horse"\nlook brass key\nquit\n');
    assert.match(left.out, /It fits no door[^]*Goodbye\. Come back soon\.\n$/);
    assert.equal(left.code, 0);
  },
);
