import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { COMMAND, OPTION } from "../../src/portals/telnet/telnet_bytes.ts";
import { bytes } from "../portals/telnet/fake_peer.ts";
import { clientTest } from "./clients/client_test_case.ts";
import { Terminal } from "./clients/terminal.ts";
import { withPlugin } from "./plugin_source.ts";
import { startProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

/** A plugin whose inputfunc is reached by GMCP and answers by GMCP. */
const COMPASS = `
import { definePlugin, type Plugin } from "@vestibule/core";
const compass: Plugin = definePlugin({
  name: "compass",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.inputfunc("char_where", (session, _args, kwargs) => {
      const room = session.puppet?.location?.name ?? "nowhere";
      session.msg({ oob: { room_seen: { name: room, asked: String(kwargs.why) } } });
    });
  },
});
export default compass;
`;

const { IAC, DO, DONT, SB, SE } = COMMAND;
const latin1 = new TextDecoder("latin1");

Deno.test("a plugin's inputfunc is reached by GMCP and answers by GMCP, before and after a reload", async () => {
  await using folder = await tempFolder();
  const path = await folder.write("mod.ts", COMPASS);
  await using program = await startProgram({ args: withPlugin(path) });
  await using anna = await TelnetClient.connect(program.telnetPort);
  await anna.write(bytes(IAC, DO, OPTION.GMCP));
  await anna.until(/Welcome to/);
  await ask(anna, "why", /"nowhere","asked":"why"/);
  await anna.send('create Anna "correct horse"');
  await anna.send("charcreate Anna");
  await anna.send("ic Anna");
  await anna.until(/Exits:.*\n/);
  await anna.send(`claim ${program.claimCode}`);
  await anna.send("reload");
  await anna.until(/The world has been reloaded\./);
  await ask(anna, "again", /"The Vestibule","asked":"again"/);
  assert.ok(!anna.text.includes("room_seen"));
});

Deno.test("GMCP logs in over loopback, and tells of the character and the room it is in", async () => {
  const secret = "swordfish-4711";
  await using folder = await tempFolder();
  const path = await folder.write("mod.ts", COMPASS);
  const env = { VESTIBULE_LOG_LEVEL: "debug" };
  await using program = await startProgram({ args: withPlugin(path), env });
  await using first = await TelnetClient.connect(program.telnetPort);
  await first.send(`create Anna ${secret}`);
  await first.send("charcreate Anna");
  await first.send("ic Anna");
  await first.until(/Exits:.*\n/);
  await first.send("quit");
  await first.ended();
  await using anna = await TelnetClient.connect(program.telnetPort);
  const say = (message: string) => anna.write(bytes(IAC, SB, OPTION.GMCP, message, IAC, SE));
  await anna.write(bytes(IAC, DO, OPTION.GMCP));
  await say('Core.Supports.Set ["Char 1","Char.Login 1","Room 1"]');
  await anna.until(/Welcome to/);
  assert.match(anna.received, /Char\.Login\.Default \{"type":\["password-credentials"\]\}/);
  await say(`Char.Login.Credentials {"account":"Anna","password":"${secret}"`);
  await say(`Char.Login.Credentials {"account":"Anna","password":["${secret}"]}`);
  await say(`Char.Login.Credentials {"account":"${secret}","password":"${secret}!"}`);
  await anna.write(bytes("info\r\n"));
  await anna.until(/Logged in: 0/);
  await say(`Char.Login.Credentials {"account":"Anna:Anna","password":"${secret}"}`);
  await anna.until(/Exits:.*\n/);
  await anna.send("north");
  await anna.until(/The Hall[^]*Exits:.*\n/);
  await anna.send("xyzzy");
  await anna.until(/xyzzy/);
  assert.match(anna.received, /Char\.Login\.Result \{"success":true\}/);
  assert.match(anna.received, /Char\.Name \{"name":"Anna","fullname":"Anna"\}/);
  assert.match(
    anna.received,
    /Room\.Info \{"num":1,"name":"The Vestibule","exits":\{"north":2\}\}/,
  );
  assert.match(anna.received, /Room\.Info \{"num":2,"name":"The Hall"/);
  for (const told of ["telnet:ignored", "oob:refused", "session:login"]) {
    assert.ok(program.printed.includes(told), told);
  }
  assert.ok(!program.printed.includes(secret));
  for (const file of await filesIn(program.dataFolder)) {
    assert.ok(!latin1.decode(await Deno.readFile(file)).includes(secret), file);
  }
});

Deno.test("MSDP tells of the room that a client reports, to one that refuses GMCP", async () => {
  await using folder = await tempFolder();
  const path = await folder.write("mod.ts", COMPASS);
  await using program = await startProgram({ args: withPlugin(path) });
  await using anna = await TelnetClient.connect(program.telnetPort);
  const room = (name: string) => latin1.decode(bytes(1, "ROOM_NAME", 2, name));
  await anna.write(bytes(IAC, DONT, OPTION.GMCP, IAC, DO, OPTION.MSDP));
  await anna.until(/Welcome to/);
  await anna.write(bytes(IAC, SB, OPTION.MSDP, 1, "REPORT", 2, "ROOM_NAME", IAC, SE));
  for (const line of ["create Anna sesame-street", "charcreate Anna", "ic Anna", "north"]) {
    await anna.send(line);
  }
  await anna.until(/The Hall[^]*Exits:.*\n/);
  await anna.send("xyzzy");
  await anna.until(/xyzzy/);
  assert.ok(anna.received.includes(room("The Vestibule")));
  assert.ok(anna.received.includes(room("The Hall")));
  assert.ok(!anna.received.includes("HEALTH"));
});

/** Returns every file that the program keeps. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    found.push(...isDirectory ? await filesIn(path) : [path]);
  }
  return found;
}

/** Asks where one is; the line after it shows that the answer has come. */
async function ask(client: TelnetClient, why: string, answer: RegExp): Promise<void> {
  const message = `Char.Where {"why":"${why}"}`;
  await client.write(bytes(IAC, SB, OPTION.GMCP, message, IAC, SE, `xyzzy${why}\r\n`));
  await client.until(new RegExp(`xyzzy${why}`));
  assert.match(client.received, /Room\.Seen \{"name":/);
  assert.match(client.received, answer);
}

const TINTIN = (port: number) =>
  String.raw`
#event {IAC WILL GMCP} {#send {\xFF\xFD\xC9\}}
#event {IAC SB GMCP} {#showme {heard %0: %1}}
#alias {gmcp} {#send {\xFF\xFA\xC9%0\xFF\xF0\}}
#session v 127.0.0.1 ${port}
`;

clientTest(
  "TinTin++ and a plugin tell each other things by GMCP",
  ["script", "tt++"],
  async (script, tintin) => {
    await using folder = await tempFolder();
    const path = await folder.write("mod.ts", COMPASS);
    await using program = await startProgram({ args: withPlugin(path) });
    const file = await folder.write("gmcp.tin", TINTIN(program.telnetPort).trimStart());
    await using terminal = new Terminal(script, `${tintin} -G ${file}`);
    await terminal.until(/Welcome to Vestibule\.[^]*leave/);
    await terminal.type('gmcp Char.Where {"why":"lost"}');
    await terminal.until(/heard Room\.Seen: \{name\}\{nowhere\}\{asked\}\{lost\}/);
    await terminal.type('gmcp Core.Supports.Set ["Char 1"]');
    await terminal.type('gmcp Char.Where {"why":"again"}');
    await terminal.type("gmcp Core.Ping");
    await terminal.until(/heard Core\.Ping/);
    await terminal.type("create Anna sesame-street");
    await terminal.until(/heard Char\.Status: \{name\}\{\}\{account\}\{Anna\}/);
    await terminal.type("charcreate Anna");
    await terminal.type("logout");
    await terminal.until(/You leave the account Anna\.[^]*leave/);
    await terminal.type('gmcp Core.Supports.Add ["Char.Login 1", "Room 1"]');
    await terminal.until(/heard Char\.Login\.Default: \{type\}\{\{1\}\{password-credentials\}\}/);
    await terminal.type(
      'gmcp Char.Login.Credentials {"account":"anna:anna","password":"sesame-street"}',
    );
    await terminal.until(/heard Char\.Login\.Result: \{success\}\{true\}/);
    await terminal.until(/heard Room\.Info: \{num\}\{1\}\{name\}\{The Vestibule\}/);
    await terminal.type("quit");
    await terminal.until(/heard Core\.Goodbye: Goodbye\. Come back soon\./);
    assert.doesNotMatch(terminal.screen, /heard Room\.Seen: .*\{again\}/);
    await terminal.type("#end");
    await terminal.ended();
  },
);
