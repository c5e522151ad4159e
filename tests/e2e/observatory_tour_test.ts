import assert from "node:assert/strict";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { CHAPTERS } from "../../src/tour/chapters/chapters.ts";
import { assertAccessible } from "./axe.ts";
import { browserTest } from "./browser.ts";
import { observe } from "./observe.ts";
import { type RunningProgram, startProgram } from "./program.ts";
import { shoot } from "./shoot.ts";
import { TelnetClient } from "./telnet_client.ts";
import { shows } from "../portals/observatory/page_fixture.ts";
import { becomes } from "./becomes.ts";

/** The observatory of a program, with the tour's panel open. */
interface TourPage {
  readonly page: Page;
  readonly panel: Locator;
  readonly program: RunningProgram;
  /** Chooses a chapter, and waits for what it says first. */
  choose(title: string): Promise<void>;
  /** Does every step, until the chapter says whether all was so. */
  finish(): Promise<void>;
  /** The state on the card of a session. */
  state(sessid: number): Locator;
}

async function openTour(context: BrowserContext, program: RunningProgram): Promise<TourPage> {
  const page = await observe(context, program);
  await page.getByRole("button", { name: "Tour", exact: true }).click();
  const panel = page.getByRole("tabpanel", { name: "Tour" });
  await panel.getByRole("button", { name: "Connect", exact: true }).waitFor();
  return {
    ...{ page, panel, program },
    async choose(title) {
      await panel.getByRole("button", { name: title, exact: true }).click();
      await panel.getByRole("heading", { name: title }).waitFor();
      await panel.locator(".tour-steps li").first().waitFor();
    },
    async finish() {
      await panel.getByRole("button", { name: "Play", exact: true }).click();
      await panel.locator(".claims li").first().waitFor();
    },
    state: (sessid) => page.locator(`.card[data-sessid="${sessid}"] .lit .state`),
  };
}

browserTest(
  "tour 1. the observatory has ten chapters, and shows the two sentences of each that is chosen",
  async ({ context }) => {
    await using program = await startProgram();
    const { page, panel, choose } = await openTour(context, program);
    assert.deepEqual(
      await panel.locator(".chapters button").allTextContents(),
      CHAPTERS.map(({ title }) => title),
    );
    for (const { title, seen } of CHAPTERS) {
      await choose(title);
      const shown = await panel.locator(".seen").allTextContents();
      assert.deepEqual(shown.slice(0, 2), [...seen]);
    }
    await panel.getByRole("button", { name: "Chapter before" }).click();
    await panel.getByRole("heading", { name: "9. Reload" }).waitFor();
    await panel.getByRole("button", { name: "Next chapter" }).click();
    await panel.getByRole("heading", { name: "10. Disconnect" }).waitFor();
    await assertAccessible(page, "the tour");
  },
);

browserTest(
  "tour 2. a chapter drives real sessions step by step, in a house of its own, while the world stays as it was",
  async ({ context }) => {
    await using program = await startProgram();
    await using player = await TelnetClient.connect(program.telnetPort);
    await player.until(/Welcome to/);
    const { page, panel, choose, state, finish } = await openTour(context, program);
    await choose("Create an account");
    await state(1).getByText("unloggedin", { exact: true }).waitFor();
    const steps = panel.locator(".tour-steps li");
    await becomes(() => steps.allTextContents(), ["She types create anna."]);
    await panel.getByRole("button", { name: "Next step" }).click();
    await panel.getByText("She types a password, which is hidden.").waitFor();
    await becomes(() => steps.count(), 2);
    await shoot(page, "tour-step");
    await finish();
    await state(1).getByText("loggedin", { exact: true }).waitFor();
    await becomes(() => panel.locator(".claims .so").count(), 4);
    assert.equal(await panel.locator(".claims .not-so").count(), 0);
    await becomes(() => panel.getByRole("button", { name: "Next step" }).isDisabled(), true);
    await shoot(page, "tour-over");
    await page.getByLabel("House").selectOption("main");
    await state(1).getByText("unloggedin", { exact: true }).waitFor();
    await shows(page.locator("#session-count"), "1");
    // Nobody has made the account of the tour here.
    await player.send("connect anna tall-clock-ticks");
    await player.until(/do not belong together/);
  },
);

browserTest(
  "tour 3. the second session is shown in each of the four multisession modes",
  async ({ context }) => {
    await using program = await startProgram();
    const { page, panel, choose, finish, state } = await openTour(context, program);
    await choose("A second session");
    for (
      const [mode, states] of [
        [0, ["", "puppeting"]],
        [1, ["puppeting", "puppeting"]],
        [2, ["loggedin", "puppeting"]],
        [3, ["puppeting", "puppeting"]],
      ] as const
    ) {
      await panel.getByRole("button", { name: `Mode ${mode}`, exact: true }).click();
      await panel.getByRole("heading", { name: `A second session: mode ${mode}` }).waitFor();
      await panel.locator(".tour-steps li").first().waitFor();
      await finish();
      for (const [nth, wanted] of states.entries()) {
        if (wanted === "") continue;
        await state(nth + 1).getByText(wanted, { exact: true }).waitFor();
      }
      const count = states.filter((wanted) => wanted !== "").length;
      await shows(page.locator("#session-count"), String(count));
      assert.equal(await panel.locator(".claims .not-so").count(), 0);
    }
    await shoot(page, "tour-modes");
  },
);
