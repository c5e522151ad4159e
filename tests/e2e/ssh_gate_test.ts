import assert from "node:assert/strict";
import type { Call } from "../../src/core/boundary/messages.ts";
import { SharedRender } from "../../src/portals/render/shared_render.ts";
import { sshLab } from "../portals/ssh/ssh_lab.ts";
import { measured, stopwatch } from "../reliability/measured.ts";
import { clientTest } from "./clients/client_test_case.ts";
import { optionsFor, visitBy } from "./clients/openssh.ts";
import { Terminal } from "./clients/terminal.ts";
import { enterAsSuperuser, PASSWORD, register } from "./players.ts";
import { startProgram } from "./program.ts";

const QUESTION = /Password, or Enter for the login screen:/;

clientTest(
  "wire 29. a reload while OpenSSH asks for the password: it still has to be right",
  ["script", "ssh"],
  async (script = "", ssh = "") => {
    await using server = await startProgram();
    await using berta = await enterAsSuperuser(server, "berta");
    await using terminal = new Terminal(script, visitBy(ssh, server.sshPort, "berta@127.0.0.1"));
    await terminal.until(QUESTION);
    await berta.send("reload");
    await server.until(/server:ready mode=reload/);
    await terminal.type("not the password");
    await terminal.until(QUESTION);
    await terminal.type(PASSWORD);
    await terminal.until(/Welcome, berta\./);
    assert.ok(!terminal.screen.includes(PASSWORD));
  },
);

clientTest(
  "gate 8. a ban ends a session by OpenSSH, with exit status 1, and keeps its account out",
  ["script", "ssh"],
  async (script = "", ssh = "") => {
    await using server = await startProgram();
    await using berta = await enterAsSuperuser(server, "berta");
    await using anna = await register(server.telnetPort, "anna");
    const command = visitBy(ssh, server.sshPort, "anna@127.0.0.1");
    await using inside = new Terminal(script, command);
    await inside.until(QUESTION);
    await inside.type(PASSWORD);
    await inside.until(/Welcome, anna\./);
    await berta.send("ban/name anna: rudeness");
    await berta.until(/Type yes to ban/);
    const since = stopwatch();
    await berta.send("yes");
    await inside.until(/exit status 1/);
    await anna.ended();
    measured("gate 8", `the sessions over SSH and telnet ended ${since()} ms after the ban`);
    await using outside = new Terminal(script, command);
    await outside.until(QUESTION);
    await outside.type(PASSWORD);
    await outside.until(/That name is banned here\.[^]*exit status 255/);
  },
);

clientTest(
  "OpenSSH behind a proxy is told when too many logins from its own address have failed",
  ["script", "ssh", "nc"],
  async (script = "", ssh = "", nc = "") => {
    await using server = await startProgram({
      args: ["--set", 'trustedProxies=["127.0.0.1"]', "--set", "loginThrottleLimit=2"],
    });
    const proxy = `${server.dataFolder}/proxy.sh`;
    const header = "PROXY TCP4 192.0.2.7 127.0.0.1 4004 4004\\r\\n";
    const command = `{ printf "${header}"; cat; } | ${nc} 127.0.0.1 ${server.sshPort}`;
    await Deno.writeTextFile(proxy, `#!/bin/sh\n${command}\n`, { mode: 0o700 });
    const rest = `-o ProxyCommand=${proxy} anna@127.0.0.1`;
    await using terminal = new Terminal(script, visitBy(ssh, server.sshPort, rest));
    for (let count = 0; count < 3; count++) {
      await terminal.until(QUESTION);
      await terminal.type("not the password");
    }
    await terminal.until(/Too many logins failed lately\. Try again in .*minute/);
    await terminal.until(/exit status 255/);
    await server.until(/account:fail.* address=192\.0\.2\.7/);
  },
);

clientTest(
  "wire 25. OpenSSH that reads nothing is ended as a slow consumer",
  ["ssh"],
  async (ssh = "") => {
    await using lab = await sshLab();
    const child = new Deno.Command(ssh, {
      args: [...optionsFor(lab.portal.port), "-T", "new@127.0.0.1"],
      ...{ stdin: "piped", stdout: "piped", stderr: "null" },
    }).spawn();
    const session = await lab.sink.session();
    const text: Call = ["text", ["x".repeat(60_000)], {}];
    const isOver = () => session.waiting().some(({ kind }) => kind === "closed");
    while (!isOver()) {
      session.connection.deliver([text], new SharedRender());
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    assert.equal((await session.nextOf("closed")).reason, "slow_consumer");
    await Promise.all([child.stdin.close(), child.stdout.cancel(), child.status]);
  },
);

clientTest(
  "OpenSSH's user with a name that nobody has reaches the login screen by Enter",
  ["script", "ssh"],
  async (script = "", ssh = "") => {
    await using server = await startProgram();
    const command = visitBy(ssh, server.sshPort, "stranger@127.0.0.1");
    await using terminal = new Terminal(script, command);
    await terminal.until(QUESTION);
    await terminal.type("");
    await terminal.until(/Welcome to Vestibule\.[^]*leave/);
    await terminal.type("quit");
    await terminal.until(/Goodbye\. Come back soon\.[^]*exit status 0/);
    await terminal.ended();
    assert.ok(terminal.screen.includes(`Connection to 127.0.0.1 closed.`));
  },
);
