import assert from "node:assert/strict";
import type { Call } from "../../../src/core/boundary/messages.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { EOR_MARK, GA_MARK, Lab, newLab, prompt, REST, text, wire } from "./telnet_lab.ts";

const { IAC, DO, NOP } = COMMAND;

Deno.test("TelnetConnection.deliver() ends lines with CR LF, once", async () => {
  const lab = await newLab();
  assert.equal(await lab.deliver(text("one\ntwo")), "one\r\ntwo\r\n");
  assert.equal(await lab.deliver(text("three\n")), "three\r\n");
  assert.equal(await lab.deliver(text("")), "\r\n");
  assert.equal(await lab.deliver(text("é ÿ")), wire("é ÿ\r\n"));
  await lab.end();
});

Deno.test("TelnetConnection.deliver() drops calls that telnet has no words for", async () => {
  const lab = await newLab();
  const calls: readonly Call[] = [["room_info", [{ id: 1 }], {}], ["text", [5], {}]];
  assert.equal(await lab.deliver(...calls), "");
  await lab.end();
});

Deno.test("TelnetConnection.deliver() renders once for sessions that are shown text alike", async () => {
  let renders = 0;
  const renderer = { way: () => "plain", render: () => `render ${++renders}` };
  const [a, b] = [new Lab({ renderer }), new Lab({ renderer })];
  const shared = new SharedRender();
  const seen: string[] = [];
  for (const lab of [a, b]) {
    await lab.start();
    lab.connection.deliver([text("hello")], shared);
    seen.push(await lab.answer());
    await lab.end();
  }
  assert.deepEqual(seen, ["render 1\r\n", "render 1\r\n"]);
});

Deno.test("wire 27. EOR vs GA: TelnetConnection ends a prompt with GA, or with EOR once that is agreed", async () => {
  const lab = await newLab();
  assert.equal(await lab.deliver(prompt("> ")), `> ${GA_MARK}`);
  await lab.send(IAC, DO, OPTION.EOR, "look\r\n");
  assert.equal(await lab.deliver(prompt("> ")), `> ${EOR_MARK}`);
  await lab.send("look\r\n");
  assert.equal(await lab.deliver(prompt("HP: 10\n")), `HP: 10${EOR_MARK}`);
  await lab.end();
});

Deno.test("TelnetConnection marks no prompt for a client that never said IAC", async () => {
  const lab = new Lab();
  await lab.start();
  assert.equal(await lab.deliver(prompt("> ")), "> ");
  assert.equal((await lab.send(IAC, NOP)).replace(REST, ""), GA_MARK);
  assert.equal(await lab.send(IAC, NOP), "");
  await lab.end();
});

Deno.test("TelnetConnection sends no GA to a user who wants none", async () => {
  const lab = await newLab();
  lab.connection.changeFlags({ noPromptGoAhead: true });
  assert.equal(await lab.deliver(prompt("> ")), "> ");
  await lab.end();
});

Deno.test("wire 27. exactly one mark per prompt: TelnetConnection repeats a prompt that text has interrupted, with one mark", async () => {
  const lab = await newLab();
  await lab.deliver(prompt("> "));
  assert.equal(await lab.deliver(text("A bell rings.")), `\r\nA bell rings.\r\n> ${GA_MARK}`);
  lab.connection.deliver([text("Ding.")], new SharedRender());
  assert.equal(await lab.deliver(text("Dong.")), `\r\nDing.\r\nDong.\r\n> ${GA_MARK}`);
  await lab.send("look\r\n");
  assert.equal(await lab.deliver(text("A room.")), "A room.\r\n");
  await lab.end();
});

Deno.test("TelnetConnection shows the prompt last and replaces the one before", async () => {
  const lab = await newLab();
  await lab.deliver(prompt("> "));
  assert.equal(
    await lab.deliver(prompt("Sure? "), text("Hm.")),
    `\r\nHm.\r\nSure? ${GA_MARK}`,
  );
  await lab.end();
});

Deno.test("load 2. TelnetConnection sends NOP after 60 s without output", async () => {
  const lab = await newLab();
  assert.equal(await lab.advance(59_000), "");
  assert.equal(await lab.deliver(text("Hm.")), "Hm.\r\n");
  assert.equal(await lab.advance(59_000), "");
  assert.equal(await lab.advance(1_000), wire(IAC, NOP));
  assert.equal(await lab.advance(60_000), wire(IAC, NOP));
  await lab.end();
});

Deno.test("wire 26. NOP off: TelnetConnection sends none when that is off", async () => {
  const lab = new Lab({ keepAliveMs: 0 });
  await lab.start();
  assert.equal(await lab.send(IAC, NOP), REST);
  assert.equal(await lab.advance(600_000), "");
  await lab.end();
});

Deno.test("wire 26. NOP off: TelnetConnection sends none to a client that would show it", async () => {
  const lab = await newLab();
  lab.connection.changeFlags({ noKeepAlive: true });
  assert.equal(await lab.advance(120_000), "");
  lab.connection.changeFlags({ noKeepAlive: false });
  assert.equal(await lab.advance(60_000), wire(IAC, NOP));
  await lab.end();
});
