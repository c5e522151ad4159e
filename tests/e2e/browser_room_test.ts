import assert from "node:assert/strict";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { enter } from "./players.ts";
import { startProgram } from "./program.ts";
import type { TelnetClient } from "./telnet_client.ts";

/** What a player may type to trouble others, and what everybody reads of it. */
const HOSTILE: readonly (readonly [typed: string, read: string])[] = [
  [`<img src=x onerror="document.title='hit'">`, `<img src=x onerror="document.title='hit'">`],
  ["<script>document.title = 1</script>&lt;b>", "<script>document.title = 1</script>&lt;b>"],
  ["|rred|n ||b |#ff0000|[r|500", "|rred|n ||b |#ff0000|[r|500"],
  ["|lcquit|ltfree gold|le", "|lcquit|ltfree gold|le"],
  ["|luhttps://a.example|lthere|le", "|luhttps://a.example|lthere|le"],
  ["one\x1b[2J\x1b]0;hit\x07 two\x1b[31m", "one two"],
  ["a\x00b\u009b31mc\u202ed", "ab31mcd"],
  ["${1} {{7*7}} %s \\n", "${1} {{7*7}} %s \\n"],
];

/** Offers a terminal type, and says it is one of all colours. */
const TRUE_COLOR = Uint8Array.of(255, 251, 24, ...terminalType("XTERM-TRUECOLOR"));

// deno-lint-ignore no-control-regex -- what a colour begins with
const IN_COLOR = /\x1b\[[\d;]+mThe Vestibule/;

function terminalType(name: string): readonly number[] {
  return [255, 250, 24, 0, ...new TextEncoder().encode(name), 255, 240];
}

/** The last line with its codes, but without what telnet agrees on meanwhile (RFC 854). */
function lastLine({ received }: TelnetClient): string | undefined {
  return received.replace(/\xff[\xfb-\xfe][^]/g, "").split("\r\n").at(-2);
}

/** Enters the world as Berta, with a client to which an escape sequence would mean something. */
async function enterInColor(port: number): Promise<TelnetClient> {
  const berta = await enter(port, "Berta");
  await berta.write(TRUE_COLOR);
  await berta.send("look");
  await berta.until(/Exits:.*\n/);
  assert.match(berta.received, IN_COLOR);
  return berta;
}

browserTest("players in one room hear each other, by telnet and in a browser", async (
  { context },
) => {
  await using program = await startProgram();
  await using anna = await enter(program.telnetPort, "Anna");
  await using berta = await enter(program.telnetPort, "Berta");
  const carla = await BrowserPage.open(context, program.webPort);
  for (const line of ['create carla "correct horse"', "charcreate Carla", "done", "yes"]) {
    await carla.send(line);
  }
  await carla.until("You see: brass key, Anna, Berta");

  await anna.send("say Good evening.");
  await anna.until(/You say, "Good evening\."/);
  await berta.until(/Anna says, "Good evening\."/);
  await carla.until('Anna says, "Good evening."');
  await carla.send("'Grüße 🦊");
  await carla.until('You say, "Grüße 🦊"');
  await anna.until(/Carla says, "Grüße 🦊"/);
  await berta.until(/Carla says, "Grüße 🦊"/);
  await berta.send("pose waves.");
  for (const one of [anna, berta]) await one.until(/Berta waves\./);
  await carla.until("Berta waves.");
});

browserTest(
  "client 26. what one player types is text to the others, whatever it is",
  async ({ context }) => {
    await using program = await startProgram();
    await using anna = await enter(program.telnetPort, "Anna");
    await using berta = await enterInColor(program.telnetPort);
    const carla = await BrowserPage.open(context, program.webPort);
    for (const line of ['create carla "correct horse"', "charcreate Carla", "done", "yes"]) {
      await carla.send(line);
    }
    await carla.until("You see: brass key, Anna, Berta");
    await berta.until(/Carla/);

    for (const [typed, read] of HOSTILE) {
      await anna.send(`say ${typed}`);
      await berta.until(/Anna says, ".*"\n/);
      await carla.until('Anna says, "');
      assert.equal(carla.screen.split("\n").at(-1), `Anna says, "${read}"`);
      assert.equal(lastLine(berta), `Anna says, "${read}"`);
    }
    await carla.shoot("room_hostile");
    assert.equal(await carla.page.title(), "Vestibule");
    assert.equal(
      await carla.page.locator("img, #lines script, #lines a").count(),
      0,
    );
    assert.deepEqual(carla.complaints, []);
  },
);

browserTest(
  "what is typed in a browser is text to the others, whatever it is",
  async ({ context }) => {
    await using program = await startProgram();
    await using berta = await enter(program.telnetPort, "Berta");
    await berta.write(TRUE_COLOR);
    const carla = await BrowserPage.open(context, program.webPort);
    for (const line of ['create carla "correct horse"', "charcreate Carla", "done", "yes"]) {
      await carla.send(line);
    }
    await carla.until("You see: brass key, Berta");
    for (const [typed, read] of HOSTILE) {
      await carla.page.getByLabel("Type a command").fill(`say ${typed}`);
      await carla.page.keyboard.press("Enter");
      await berta.until(/Carla says, ".*"\n/);
      assert.equal(lastLine(berta), `Carla says, "${read}"`);
    }
  },
);
