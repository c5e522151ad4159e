import assert from "node:assert/strict";
import type { BrowserContext } from "playwright-core";
import { HAS_NATS } from "../../portals/realm/nats/nats_test_case.ts";
import { becomes } from "../becomes.ts";
import { browserTest } from "../browser.ts";
import { BrowserPage } from "../browser_page.ts";
import { findProgram } from "../clients/client_test_case.ts";
import { enter, PASSWORD } from "../players.ts";
import { BalancedRealm } from "./balanced_realm.ts";

/** How many lines are pasted at once: the page sends ten, and then eight a second. */
const PASTED = 30;

const isRequired = Deno.env.get("VESTIBULE_CLIENTS") === "required";
const haproxy = findProgram("haproxy") ?? (isRequired ? "haproxy" : undefined);

function behindHaproxy(
  name: string,
  test: (context: BrowserContext, realm: BalancedRealm) => Promise<void>,
): void {
  if (haproxy === undefined || !HAS_NATS) {
    const missing = `${name} (not installed: haproxy or nats-server)`;
    return Deno.test({ name: missing, ignore: true, fn() {} });
  }
  browserTest(name, async ({ context }) => {
    await using realm = await BalancedRealm.start({ haproxy, drainTimeout: 60 });
    await test(context, realm);
  });
}

/** Which Portal HAProxy has sent a browser to. */
async function portalOf(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies();
  return cookies.find(({ name }) => name === "PORTAL")?.value ?? "";
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

behindHaproxy(
  "a page in a browser goes on at another Portal when its own is asked to end",
  async (context, realm) => {
    await using anna = await enter(realm.telnetPort, "Anna");
    const carla = await BrowserPage.open(context, realm.webPort);
    const { page } = carla;
    for (const typed of [`create carla "${PASSWORD}"`, "charcreate Carla", "done", "yes"]) {
      await carla.send(typed);
    }
    await carla.until("You see: brass key, Anna");
    const first = await portalOf(context);
    const shown = () => page.locator("#lines > :not(.note):not(.echo)").allTextContents();
    const before = await shown();
    const notes = () => page.locator("#lines > .note").allTextContents();
    const told = await notes();
    await page.evaluate("globalThis.isSamePage = true");

    const field = page.getByLabel("Type a command");
    await field.fill(upTo(PASTED).map((number) => `say ${number}`).join("\n"));
    await page.keyboard.press("Enter");
    await page.keyboard.type("say half ty");
    await carla.until('You say, "11"');
    await carla.shoot("moves_before");
    const left = realm.portal(first);
    left.signal("SIGTERM");
    for (const number of upTo(20)) await anna.send(`say ${number}`);
    await becomes(() => portalOf(context).then((name) => name !== first), true);
    await carla.until(`You say, "${PASTED}"`);
    await anna.until(new RegExp(`Carla says, "${PASTED}"`));
    await carla.shoot("moves_after");

    const since = await shown();
    assert.deepEqual(since.slice(0, before.length), before, "the scrollback stays");
    const said = (who: string) => since.filter((line) => line.startsWith(`${who} say`));
    assert.deepEqual(said("You"), upTo(PASTED).map((number) => `You say, "${number}"`));
    assert.deepEqual(said("Anna"), upTo(20).map((number) => `Anna says, "${number}"`));
    assert.deepEqual(await notes(), told, "the page says nothing of it");
    await becomes(() => field.inputValue(), "say half ty");
    await page.keyboard.type("ped");
    await page.keyboard.press("Enter");
    await anna.until(/Carla says, "half typed"/);
    await carla.until('You say, "half typed"');
    assert.deepEqual(
      [...anna.text.matchAll(/Carla says, "(\d+)"/g)].map(([, number]) => Number(number)),
      upTo(PASTED),
    );
    assert.equal((await page.locator("#state").innerText()).trim(), "Connected");
    assert.equal(await page.evaluate("isSamePage"), true);
    assert.equal(carla.connections, 2, "it came back at the first try");
    assert.deepEqual(carla.complaints, []);
    assert.doesNotMatch(anna.text, /Carla has left|Carla stands/);
    await anna.send("quit");
    await anna.ended();
    assert.equal(await left.ended, 0, left.printed);
  },
);
