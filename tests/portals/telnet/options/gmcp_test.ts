import assert from "node:assert/strict";
import fc from "fast-check";
import type { Call } from "../../../../src/core/boundary/messages.ts";
import { COMMAND, OPTION } from "../../../../src/portals/telnet/telnet_bytes.ts";
import { bytes } from "../fake_peer.ts";
import { GA_MARK, Lab, LIMITS, newLab, prompt, text, wire } from "../telnet_lab.ts";

const { IAC, SB, SE, DO, DONT, WILL, WONT } = COMMAND;
const { GMCP, TTYPE, NAWS, EOR } = OPTION;

/** A lab whose client takes GMCP and refuses everything else. */
async function gmcpLab(): Promise<Lab> {
  const lab = new Lab();
  await lab.start();
  await lab.send(IAC, WONT, TTYPE, IAC, WONT, NAWS, IAC, DONT, EOR, IAC, DONT, OPTION.CHARSET);
  await lab.send(IAC, DO, GMCP);
  return lab;
}

function sb(message: string): readonly (string | number)[] {
  return [IAC, SB, GMCP, message, IAC, SE];
}

function sent(...messages: readonly string[]): string {
  return messages.map((message) => wire(...sb(message))).join("");
}

function oob(name: string, kwargs: Call[2], args: Call[1] = []): Call {
  return [name, args, kwargs];
}

Deno.test("GmcpOption tells whether the client takes out-of-band messages", async () => {
  const lab = await gmcpLab();
  assert.equal(lab.sink.settled, 1);
  assert.equal(lab.sink.flags.oob, true);
  assert.equal(await lab.send(IAC, DONT, GMCP), wire(IAC, WONT, GMCP));
  assert.equal(lab.sink.flags.oob, false);
  assert.equal(await lab.deliver(oob("room_info", { num: 1 })), "");
  await lab.end();
  const without = await newLab();
  assert.equal(without.sink.flags.oob, false);
  await without.end();
});

Deno.test("GmcpOption agrees with a client that asks for it again, and refuses to receive it", async () => {
  const lab = await newLab();
  assert.equal(await lab.send(IAC, DO, GMCP), wire(IAC, WILL, GMCP));
  assert.equal(lab.sink.flags.oob, true);
  assert.equal(await lab.send(IAC, WILL, GMCP), wire(IAC, DONT, GMCP));
  await lab.end();
});

Deno.test("GmcpOption sends calls by their GMCP names, in order with the text", async () => {
  const lab = await gmcpLab();
  const answer = await lab.deliver(
    oob("char_vitals", { hp: 10, name: "Zoë" }),
    text("Ouch!"),
    oob("logged_in", {}),
    oob("echo", {}, [1, "two"]),
  );
  const vitals = sent('Char.Vitals {"hp":10,"name":"Zoë"}');
  assert.equal(answer, `${vitals}Ouch!\r\n${sent("Logged.In", 'Core.Echo [1,"two"]')}`);
  await lab.end();
});

Deno.test("GmcpOption speaks UTF-8 both ways, whatever the text is sent in", async () => {
  const lab = await gmcpLab();
  lab.connection.changeFlags({ encoding: "windows-1251" });
  const answer = await lab.deliver(oob("room_info", { name: "я" }), text("я"));
  assert.equal(answer, sent('Room.Info {"name":"я"}') + wire(IAC, IAC, "\r\n"));
  await lab.send(...sb('Room.Look {"id":"я"}'));
  assert.deepEqual(lab.sink.calls, [["room_look", [], { id: "я" }]]);
  await lab.end();
});

Deno.test("GmcpOption reads calls by the game's names", async () => {
  const lab = await gmcpLab();
  await lab.send(...sb('Char.Login {"account":"anna"}'), ...sb("Core.Echo [1,2]"));
  await lab.send(...sb("Room.Look"), ...sb('Comm.Say "hällo"'));
  assert.deepEqual(lab.sink.calls, [
    ["char_login", [], { account: "anna" }],
    ["echo", [1, 2], {}],
    ["room_look", [], {}],
    ["comm_say", ["hällo"], {}],
  ]);
  await lab.end();
});

Deno.test("GmcpOption sends nothing outside of the packages that the client supports", async () => {
  const lab = await gmcpLab();
  const both = [oob("char_vitals", { hp: 1 }), oob("room_info", { num: 1 })] as const;
  const vitals = sent('Char.Vitals {"hp":1}');
  const room = sent('Room.Info {"num":1}');
  assert.equal(await lab.deliver(...both), vitals + room);
  await lab.send(...sb('Core.Supports.Set ["Char 1"]'));
  assert.equal(await lab.deliver(...both), vitals);
  await lab.send(...sb('core.supports.add ["Room 1"]'));
  await lab.send(...sb('Core.Supports.Remove ["Char"]'));
  assert.equal(await lab.deliver(...both, oob("echo", {})), room + sent("Core.Echo"));
  const told = [["char"], ["char", "room"]].map((names): Call => ["supports", names, {}]);
  assert.deepEqual(lab.sink.calls, told);
  await lab.end();
});

Deno.test("GmcpOption learns the client's name, answers Core.Ping and takes Core.KeepAlive", async () => {
  const lab = await gmcpLab();
  await lab.send(...sb('Core.Hello {"client":"Mudlet","version":"4.17.2"}'));
  assert.equal(lab.sink.flags.clientName, "MUDLET");
  assert.equal(lab.sink.flags.clientVersion, "4.17.2");
  await lab.send(...sb('Core.Hello {"client":"\\u001b[31m"}'), ...sb("Core.Hello"));
  assert.equal(lab.sink.flags.clientName, "MUDLET");
  assert.equal(await lab.send(...sb("Core.Ping 120")), sent("Core.Ping"));
  await lab.send(...sb("Core.KeepAlive"));
  assert.deepEqual(lab.sink.calls, [["idle", [], {}]]);
  await lab.end();
});

Deno.test("GmcpOption obeys messages about the client no more often than it may", async () => {
  const lab = await gmcpLab();
  const pings = Array.from({ length: 30 }, () => sb("Core.Ping")).flat();
  assert.equal(await lab.send(...pings), sent(...Array.from({ length: 10 }, () => "Core.Ping")));
  await lab.advance(1000);
  assert.equal(await lab.send(...sb("Core.Ping")), sent("Core.Ping"));
  await lab.end();
});

Deno.test("GmcpOption ignores and counts what it cannot use, and reads on", async () => {
  const lab = await gmcpLab();
  await lab.send(...sb("Char.Login {oops"), ...sb(""), ...sb(`A.B ${"[".repeat(9)}`));
  await lab.send(...sb('Core.Text "quit"'), ...sb('Prompt "x"'), ...sb("Options"));
  await lab.send(...sb(`A.B "${"x".repeat(1000)}"`), ...sb("Char.Login"), "look\r\n");
  assert.deepEqual(lab.sink.calls, [["char_login", [], {}]]);
  assert.deepEqual(lab.sink.lines, ["look"]);
  const reasons = lab.trace.filter(({ kind }) => kind === "telnet:ignored").map(({ data }) => data);
  const reserved = { why: "reserved name" };
  assert.deepEqual(reasons, [
    ...[{ why: "not JSON" }, { why: "not a name" }, { why: "too deep" }],
    ...[reserved, reserved, reserved],
  ]);
  await lab.end();
  const counted = lab.trace.find(({ kind }) => kind === "telnet:anomalies")?.data;
  assert.deepEqual(counted, { ignored_message: 6, long_subnegotiation: 1 });
});

Deno.test("wire 18. GMCP: bad JSON is counted and named, and nothing of it is heard", async () => {
  const lab = await gmcpLab();
  const broken = ["{oops", '{"a":1', "[1,2", '"open', "{'a':1}", '{"a":1}}', "\x1b[31mred"];
  for (const data of broken) await lab.send(...sb(`Room.Look ${data}`));
  await lab.send(...sb("Room.Look"));
  assert.deepEqual(lab.sink.calls, [["room_look", [], {}]]);
  const reasons = lab.trace.filter(({ kind }) => kind === "telnet:ignored").map(({ data }) => data);
  assert.deepEqual(reasons, broken.map(() => ({ why: "not JSON" })));
  await lab.end();
});

Deno.test("wire 18. GMCP: no body is no data, with or without a blank, and LF stands for a blank", async () => {
  const lab = await gmcpLab();
  await lab.send(...sb("Room.Look"), ...sb("Room.Look "), ...sb("Room.Look\n"));
  await lab.send(...sb('Room.Look\n{"id":7}'));
  const bare: Call = ["room_look", [], {}];
  assert.deepEqual(lab.sink.calls, [bare, bare, bare, ["room_look", [], { id: 7 }]]);
  assert.equal(await lab.deliver(oob("room_look", {})), sent("Room.Look"));
  await lab.end();
});

Deno.test("wire 18. GMCP: a NUL ends no name and no data, and none is ever sent", async () => {
  const lab = await gmcpLab();
  await lab.send(...sb("Room.Look\0"), ...sb("Room\0.Look"), ...sb('Room.Look {"id":1}\0'));
  assert.deepEqual(lab.sink.calls, []);
  const answer = await lab.deliver(oob("room_look", { "i\0d": "a\0b" }));
  assert.equal(answer, sent('Room.Look {"i\\u0000d":"a\\u0000b"}'));
  assert.ok(!answer.includes("\0"));
  await lab.end();
});

Deno.test("wire 18. GMCP: 60 levels are too deep, whatever they are made of", async () => {
  const lab = await gmcpLab();
  const lists = "[".repeat(60) + "]".repeat(60);
  const objects = '{"a":'.repeat(60) + "1" + "}".repeat(60);
  await lab.send(...sb(`Room.Look ${lists}`), ...sb(`Room.Look ${objects}`));
  await lab.send(...sb(`Room.Look ${JSON.stringify(lists)}`));
  assert.deepEqual(lab.sink.calls, [["room_look", [lists], {}]]);
  const reasons = lab.trace.filter(({ kind }) => kind === "telnet:ignored").map(({ data }) => data);
  assert.deepEqual(reasons, [{ why: "too deep" }, { why: "too deep" }]);
  await lab.end();
});

Deno.test("GmcpOption tells a user who writes a client why a message was not used", async () => {
  const lab = await gmcpLab();
  assert.equal(await lab.send(...sb("Char.Login {oops")), "");
  lab.connection.changeFlags({ inputDebug: true });
  const answer = await lab.send(...sb("Char.Login {oops"));
  assert.equal(answer, "An out-of-band message was not used: not JSON.\r\n");
  await lab.end();
});

Deno.test("GmcpOption notes a call that GMCP cannot say, and sends the others", async () => {
  const lab = await gmcpLab();
  const answer = await lab.deliver(oob("two words", {}), oob("a_b", { n: 1n }), oob("a_b", {}));
  assert.equal(answer, sent("A.B"));
  const unsent = lab.trace.filter(({ kind }) => kind === "telnet:unsent").map(({ data }) => data);
  assert.deepEqual(unsent, [{ name: "two words" }, { name: "a_b" }]);
  await lab.end();
});

Deno.test("GmcpOption leaves the prompt and a line that is being typed alone", async () => {
  const lab = await gmcpLab();
  assert.equal(await lab.deliver(prompt("> ")), `> ${GA_MARK}`);
  await lab.send("lo");
  assert.equal(await lab.deliver(oob("room_info", { num: 1 })), sent('Room.Info {"num":1}'));
  await lab.send(...sb("Char.Login"));
  await lab.send("ok\r\n");
  assert.deepEqual(lab.sink.lines, ["look"]);
  await lab.end();
});

Deno.test("TelnetConnection.disconnect() says Core.Goodbye with its text, to GMCP clients alone", async () => {
  const lab = await gmcpLab();
  lab.connection.disconnect("booted", "|rOut|n with you!");
  const answer = await lab.answer();
  assert.equal(answer, `Out with you!\r\n${sent('Core.Goodbye "Out with you!"')}`);
  await lab.end();
  const quiet = await gmcpLab();
  quiet.connection.disconnect("quit", null);
  assert.equal(await quiet.answer(), sent("Core.Goodbye"));
  await quiet.end();
});

Deno.test("GmcpOption reads the same however its messages are cut into reads", async () => {
  const session = bytes(
    ...[IAC, WONT, TTYPE, IAC, WONT, NAWS, IAC, DONT, EOR, IAC, DO, GMCP],
    ...sb('Core.Hello {"client":"Mudlet"}'),
    ...["lo", ...sb('A.B {"é":"👋 \\"["}'), "ok\r\n"],
    ...[IAC, SB, GMCP, "A.B ", 0xff, 0xff, IAC, SE],
    ...sb("A.B [oops"),
  );
  const whole = await played([session]);
  assert.deepEqual(whole.calls, [["a_b", [], { "é": '👋 "[' }], ["a_b", ["\ufffd"], {}]]);
  assert.deepEqual(whole.lines, ["look"]);
  for (let at = 1; at < session.length; at++) {
    assert.deepEqual(await played([session.subarray(0, at), session.subarray(at)]), whole);
  }
  assert.deepEqual(await played(Array.from(session, (byte) => Uint8Array.of(byte))), whole);
});

Deno.test("GmcpOption passes on any JSON as the client wrote it", async () => {
  const kwargs = fc.dictionary(fc.stringMatching(/^[a-zé]{1,5}$/), fc.string(), { maxKeys: 5 });
  await fc.assert(fc.asyncProperty(kwargs, async (kwargs) => {
    const lab = await gmcpLab();
    await lab.send(...sb(`Char.Login ${JSON.stringify(kwargs)}`));
    assert.deepEqual(lab.sink.calls, [["char_login", [], { ...kwargs }]]);
    await lab.end();
  }));
});

/** What a Portal hears of a session that comes in these pieces. */
async function played(pieces: readonly Uint8Array[]) {
  const lab = new Lab();
  await lab.start();
  for (const piece of pieces) await lab.send(...piece);
  const { calls, lines, flags, settled } = lab.sink;
  await lab.end();
  return { calls, lines, flags, settled };
}

Deno.test("wire 25. a client that reads slowly is told how things are, not how they were, and all that happened", async () => {
  const lab = await gmcpLab();
  lab.peer.isTaking = false;
  await lab.deliver(text("x".repeat(70_000)));
  for (const hp of [9, 8, 7]) {
    lab.connection.deliver([["char_vitals", [], { hp, maxhp: 10 }]], lab.shared());
    lab.connection.deliver([["char_vitals", [], { mp: hp }]], lab.shared());
    lab.connection.deliver([["comm_channel_text", [], { text: `${hp}` }]], lab.shared());
  }
  await lab.answer();
  lab.peer.takeAgain();
  const sent = await lab.allSent();
  const told = [...sent.matchAll(/(Char|Comm)\.[^ ]+ (\{[^}]*\})/g)].map(([, , json]) => json);
  assert.deepEqual(told, [
    ...[`{"text":"9"}`, `{"text":"8"}`],
    ...[`{"hp":7,"maxhp":10}`, `{"mp":7}`, `{"text":"7"}`],
  ]);
  await lab.end();
});

Deno.test("GmcpOption reads a long message that is the first thing a client says", async () => {
  const lab = new Lab({ limits: { ...LIMITS, gmcp: { ...LIMITS.gmcp, bytes: 5_000 } } });
  await lab.start();
  const long = "x".repeat(2_000);
  await lab.send(...sb(`Room.Note "${long}"`));
  assert.deepEqual(lab.sink.calls, [["room_note", [long], {}]]);
  await lab.end();
});
