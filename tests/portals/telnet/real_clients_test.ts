import assert from "node:assert/strict";
import fc from "fast-check";
import { ManualClock } from "../../../src/core/clock.ts";
import { CompressedSessions } from "../../../src/portals/telnet/options/mccp2.ts";
import { FIRST_OPTIONS, laterOptions } from "../../../src/portals/telnet/options/options.ts";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { nobody } from "./no_host.ts";
import {
  EOR_MARK,
  GA_MARK,
  HIDE,
  Lab,
  LIMITS,
  newLab,
  prompt,
  SHOW,
  text,
  wire,
} from "./telnet_lab.ts";

const { IAC, SB, SE, WILL, WONT, DO, DONT } = COMMAND;
const { NOP, DM, GA, BRK } = COMMAND;
const { ECHO, EOR, NAWS, TTYPE, TIMING_MARK } = OPTION;
const MCCP1 = 85;
const MCCP3 = 87;
const ATCP = 200;

const EVERYTHING = {
  limits: LIMITS,
  characterMode: "offered",
  compressed: new CompressedSessions(1),
  msdp: { limits: { bytes: 100, depth: 4, values: 10, perSecond: 10 }, names: () => [] },
  mssp: () => ({ NAME: "The Inn" }),
  mxp: true,
} as const;

/** Every option of a connection but ECHO. */
const options = () =>
  [...FIRST_OPTIONS, ...laterOptions(EVERYTHING)]
    .map((create) => create(nobody(new ManualClock())));

Deno.test("no option is offered in both directions, as TinTin++ answers one of the two", () => {
  assert.ok(options().length > 10);
  for (const { option, policy } of options()) {
    assert.ok(policy.us !== "offer" || policy.him !== "offer", `option ${option}`);
  }
});

Deno.test("the options made at first are those that are offered at once", () => {
  const first = options().filter(({ isFirst }) => isFirst === true).map(({ option }) => option);
  assert.deepEqual(first, options().slice(0, FIRST_OPTIONS.length).map(({ option }) => option));
});

Deno.test("neither BINARY, ECHO of the client's, MCCP1 nor MCCP3 is offered", () => {
  const offered = options()
    .filter(({ policy }) => policy.us === "offer" || policy.him === "offer")
    .map(({ option }) => option);
  for (const never of [OPTION.BINARY, ECHO, MCCP1, MCCP3, ATCP]) {
    assert.ok(!offered.includes(never), `option ${never}`);
  }
});

Deno.test("TelnetConnection refuses MCCP1 and MCCP3 each way, and reads on though TinTin++ compresses", async () => {
  const lab = await newLab();
  assert.equal(
    await lab.send(IAC, DO, MCCP1, IAC, DO, MCCP3, IAC, SB, MCCP3, IAC, SE),
    wire(IAC, WONT, MCCP1, IAC, WONT, MCCP3),
  );
  assert.equal(await lab.send(IAC, WILL, MCCP3), wire(IAC, DONT, MCCP3));
  await lab.send("look\r\n");
  assert.deepEqual(lab.sink.lines, ["look"]);
  await lab.end();
});

Deno.test("TelnetConnection asks TinyFugue, which volunteers its size, once, and takes it", async () => {
  const lab = new Lab();
  await lab.start();
  const answer = await lab.send(IAC, WILL, NAWS, IAC, WILL, TTYPE);
  assert.equal(answer.split(wire(IAC, DO, NAWS)).length, 2);
  await lab.send(IAC, SB, NAWS, 0, 99, 0, 36, IAC, SE);
  assert.deepEqual([lab.sink.flags.screenWidth, lab.sink.flags.screenHeight], [99, 36]);
  await lab.end();
});

Deno.test("TelnetConnection never asks for an echo, and refuses one once", async () => {
  const lab = await newLab();
  assert.equal(await lab.send(IAC, WILL, ECHO, IAC, WILL, ECHO), wire(IAC, DONT, ECHO));
  assert.equal(await lab.send(IAC, WONT, ECHO, IAC, DO, ECHO, IAC, DONT, ECHO), "");
  await lab.end();
});

Deno.test("TelnetConnection asks inetutils telnet, which refuses each time, nothing twice", async () => {
  const lab = new Lab(EVERYTHING);
  let said = await lab.start();
  const refuse = (sent: string) =>
    [...sent.matchAll(/\xff([\xfb\xfd])([^])/g)].flatMap(([, verb = "", option = ""]) => [
      ...[IAC, verb.charCodeAt(0) === WILL ? DONT : WONT, option.charCodeAt(0)],
    ]);
  for (let news = said; news !== "";) {
    news = await lab.send(...refuse(news));
    said += news;
  }
  const verbs = said.match(/\xff[\xfb-\xfe][^]/g) ?? [];
  assert.ok(verbs.length > 8);
  assert.deepEqual([...new Set(verbs)], verbs);
  await lab.end();
});

Deno.test("TelnetConnection answers the BRK and IP of inetutils telnet, and drops the line before them", async () => {
  const lab = await newLab();
  for (const command of [BRK, COMMAND.IP]) {
    const answer = await lab.send("half a line", IAC, command, IAC, DO, TIMING_MARK, "look\r\n");
    assert.equal(answer, wire(IAC, WILL, TIMING_MARK));
  }
  assert.deepEqual(lab.sink.lines, ["look", "look"]);
  await lab.end();
});

Deno.test("TelnetConnection takes NOP, DM, GA and EOR from a client for nothing", async () => {
  const lab = await newLab();
  assert.equal(
    await lab.send("lo", IAC, NOP, "o", IAC, DM, IAC, GA, IAC, COMMAND.EOR, "k\r\n"),
    "",
  );
  assert.deepEqual(lab.sink.lines, ["look"]);
  await lab.end();
});

Deno.test("TelnetConnection reads ESC and a low byte, as Debian's TinyFugue sends é, as no code", async () => {
  const lab = await newLab();
  await lab.send("say caf\x1bC\x1b)s\r\n");
  assert.deepEqual(lab.sink.lines, ["say cafs"]);
  await lab.end();
});

Deno.test("a client that could speak TLS by its MTTS is not held for one that does", async () => {
  const lab = new Lab();
  await lab.start();
  await lab.send(IAC, WILL, TTYPE, IAC, SB, TTYPE, 0, "MTTS 2349", IAC, SE);
  assert.deepEqual([lab.sink.flags.mtts, lab.sink.flags.secure], [2349, undefined]);
  await lab.end();
});

/** What a game and its player do, one after another. */
const steps = fc.array(
  fc.constantFrom("line", "prompt", "secret", "typed", "oob", "eor", "pause"),
  { maxLength: 40 },
);

async function take(lab: Lab, step: string): Promise<void> {
  switch (step) {
    case "line":
      return void await lab.deliver(text("A bell rings."));
    case "prompt":
      return void await lab.deliver(prompt("HP 10> "));
    case "secret":
      await lab.setInputMode("secret");
      return void await lab.deliver(prompt("Password: "));
    case "typed":
      await lab.send("look\r\n");
      return void await lab.setInputMode("normal");
    case "oob":
      return void await lab.deliver(["char_vitals", [], { hp: 10 }]);
    case "eor":
      return void await lab.send(IAC, DO, EOR);
    case "pause":
      return void await lab.advance(1000);
  }
}

Deno.test("wire 27. exactly one mark a prompt: whatever game and player do, each showing has one, and nothing else", async () => {
  await fc.assert(fc.asyncProperty(steps, async (sequence) => {
    const lab = await newLab();
    for (const step of sequence) await take(lab, step);
    const shown = (await lab.allSent()).replaceAll(/\xff[\xfb\xfc\xfd\xfe][^]/g, "");
    await lab.end();
    const marks = new RegExp(`(HP 10> |Password: )?(${EOR_MARK}|${GA_MARK})*`, "g");
    for (const [all, asked, mark] of shown.matchAll(marks)) {
      assert.equal(all.length - (asked ?? "").length, asked === undefined ? 0 : 2, `${mark}`);
    }
  }));
});

Deno.test("ECHO is said before the prompt of a secret, and taken back before anything else is shown", async () => {
  const lab = await newLab();
  await lab.setInputMode("secret");
  await lab.deliver(prompt("Password: "));
  await lab.send("swordfish\r\n");
  lab.connection.setInputMode("normal");
  await lab.deliver(text("Welcome."));
  const sent = await lab.allSent();
  assert.ok(sent.endsWith(`${HIDE}Password: ${GA_MARK}${SHOW}\r\nWelcome.\r\n`));
  await lab.end();
});
