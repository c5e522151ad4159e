import assert from "node:assert/strict";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { pluginSource, withPlugin } from "./plugin_source.ts";
import { startProgram } from "./program.ts";

const HIT = "document.title='hit'";

/** What would run a script, were any of it taken for HTML or an address. */
const PAYLOADS: readonly string[] = [
  `<script>${HIT}</script>`,
  `<img src=x onerror="${HIT}">`,
  `<svg onload="${HIT}">`,
  `<svg><script>${HIT}</script></svg>`,
  `<iframe src="javascript:${HIT}"></iframe>`,
  `<iframe srcdoc="<script>parent.${HIT}</script>"></iframe>`,
  `<a href="javascript:${HIT}">here</a>`,
  `<body onload="${HIT}">`,
  `<input autofocus onfocus="${HIT}">`,
  `<details open ontoggle="${HIT}">`,
  `<video><source onerror="${HIT}"></video>`,
  `<math><mi xlink:href="data:x,<script>${HIT}</script>">`,
  `"><script>${HIT}</script>`,
  `'-${HIT}-'`,
  `</textarea><script>${HIT}</script>`,
  `<style>@import "javascript:${HIT}";</style>`,
  `<form action="javascript:${HIT}"><button>x</button></form>`,
  `&lt;script&gt;${HIT}&lt;/script&gt;`,
  `javascript:${HIT}`,
  "{{constructor.constructor('alert(1)')()}}",
];

/** A game that says each of them wherever a client is told something. */
const HOSTILE = pluginSource({
  name: "hostile",
  head: `import { escapeMarkup } from "@vestibule/core";
const PAYLOADS = ${JSON.stringify(PAYLOADS)};`,
  commands: {
    trap: `({ session, game, puppet }) => {
      for (const text of PAYLOADS) {
        const shown = escapeMarkup(text);
        session.msg(shown);
        session.msg(\`|lc\${shown}|lt\${shown}|le |luhttps://a.example/\${shown}|lt\${shown}|le\`);
        session.msg(\`|lujavascript:${HIT}|ltlink|le |ludata:text/html,x|ltlink|le\`);
        session.msg({ prompt: shown });
        const oob = {
          char_vitals: { hp: text, [text]: 7, ["max" + text]: 9 },
          room_info: { num: 1, name: text, exits: { [text]: 2 } },
          room_players: [{ name: text, fullname: text }],
          room_addPlayer: { name: text + "2", fullname: text },
          room_typing: { name: text, seconds: 5 },
          char_name: { name: "Nobody", fullname: "x" },
          comm_channel_text: { channel: text, talker: text, text },
          client_settings: { changed: 9e14, settings: { theme: text, hiddenPanels: [text] } },
        };
        for (const [name, data] of Object.entries(oob)) session.msg({ oob: { [name]: data } });
      }
      session.msg({ prompt: "" });
      session.msg("The trap has shut.");
    }`,
    room: `({ puppet, game, msg }) => {
      for (const [at, name] of PAYLOADS.entries()) {
        try {
          game.world.create({ type: "thing", name: name.slice(0, 60), location: puppet.location });
          game.world.create({
            type: "exit",
            name: name.slice(0, 60),
            location: puppet.location,
            destination: puppet.location,
          });
        } catch { msg("refused " + at); }
      }
      puppet.location.desc = PAYLOADS.map((text) => escapeMarkup(text)).join(" ");
      msg("The room is full.");
    }`,
  },
});

/** Elements that the page itself has none of, and addresses that are no pages. */
const MADE = "img, iframe, video, math, details, body form form, #lines script, aside script, " +
  "aside input, [onerror], [onload], [onfocus], [ontoggle], a[href^=javascript], a[href^=data]";

browserTest(
  "client 26. twenty attempts in text, links, prompts, names, panels and completions stay text",
  async ({ context }) => {
    const path = await Deno.makeTempFile({ prefix: "vestibule-", suffix: ".ts" });
    await Deno.writeTextFile(path, HOSTILE);
    await using program = await startProgram({ args: withPlugin(path) });
    const visitor = await BrowserPage.open(context, program.webPort);
    const { page } = visitor;
    await visitor.until("connect");
    await visitor.send("create Anna swordfish-42");
    await visitor.until("out of character");
    await visitor.send("charcreate Anna");
    await visitor.until("Type ic");
    await visitor.send("ic Anna");
    await visitor.until("You become Anna");

    await visitor.send("trap");
    await visitor.until("The trap has shut.");
    await page.getByRole("region", { name: "Who is here" }).waitFor();
    assert.ok((await page.locator("#lines").innerText()).includes(PAYLOADS[1] ?? ""));
    assert.ok((await page.locator("aside").innerText()).includes(PAYLOADS.at(-1) ?? ""));
    assert.equal(await page.locator(MADE).count(), 0);

    await visitor.send("room");
    await visitor.until("The room is full.");
    await visitor.send("look");
    await visitor.until("You see:");
    await page.getByLabel("Type a command").fill("look <");
    await page.keyboard.press("Tab");
    await page.getByRole("option").first().waitFor();
    assert.ok(await page.getByRole("option").count() > 5);
    await visitor.shoot("hostile");
    assert.equal(await page.locator(MADE).count(), 0);
    assert.equal(await page.title(), "Vestibule");
    assert.deepEqual(visitor.complaints, []);
    await Deno.remove(path);
  },
);
