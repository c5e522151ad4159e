import assert from "node:assert/strict";
import { assertAccessible } from "../../e2e/axe.ts";
import { shoot } from "../../e2e/shoot.ts";
import { fewVisits, observatoryTest, shows } from "./page_fixture.ts";
import { FakeVisits } from "./fake_visit.ts";
import { becomes } from "../../e2e/becomes.ts";

const HOSTILE = `<img src=x onerror="document.title='hit'"><script>1</script>`;

observatoryTest(
  "observatory 1. every session is a card with its protocol, address, account, puppet, and its state lit",
  async ({ page, card }) => {
    const first = card(1);
    await first.waitFor();
    for (const text of ["#1", "Anna → puppet #101", "telnet 127.0.0.1"]) {
      await becomes(() => first.getByText(text, { exact: true }).isVisible(), true, text);
    }
    await shows(first.locator(".lit .state"), "puppeting");
    await shows(card(2).locator(".lit .state"), "unloggedin");
    await becomes(() => card(2).locator(".node").count(), 5, "the table's states");
    await shows(page.locator("#session-count"), "2");
    await shoot(page, "observatory-all");
  },
);

observatoryTest(
  "observatory 2. the card walks as its session logs in, puppets, lets go and leaves",
  async ({ card, visits, tell, page }) => {
    const walk = async (state: string, step: string) => {
      tell();
      await card(2).locator(".lit .state").getByText(state, { exact: true }).waitFor();
      await card(2).locator(".last title").getByText(step).waitFor({ state: "attached" });
    };
    visits.login(2, "Bert");
    await walk("loggedin", "login: unloggedin → loggedin");
    visits.puppet(2);
    await walk("puppeting", "puppet: loggedin → puppeting");
    visits.step(2, "unpuppet");
    await walk("loggedin", "unpuppet: puppeting → loggedin");
    visits.leave(2);
    tell();
    await card(2).locator(".lit .state").getByText("closed", { exact: true }).waitFor();
    await shows(page.locator("#session-count"), "1");
    await card(2).waitFor({ state: "detached" });
  },
);

observatoryTest(
  "observatory 3. a sequence of the chosen session, with its lanes and its messages in order",
  async ({ page, choose }) => {
    assert.deepEqual(await page.locator(".lane-name").allTextContents(), [
      ...["Client", "PortalSession", "Boundary", "ServerSession", "Account", "Puppet"],
    ]);
    await choose(2);
    await page.locator(".row.wall:visible").getByText("connect websocket").waitFor();
    const shown = await page.locator(".row:visible").evaluateAll((rows) =>
      rows.map((row) => [Number(row.ariaPosInSet), row.textContent] as const)
        .sort(([one], [other]) => one - other)
        .map(([, text]) => text?.replace(/^[\d:.]+/, ""))
    );
    assert.deepEqual(shown.slice(0, 5), [
      "portal:connect, Client to PortalSession: portal:connect address=127.0.0.1 protocolKey=websocket",
      "wall:portal, PortalSession to ServerSession: connect websocket 127.0.0.1",
      "wall:portal, PortalSession to ServerSession: flags screenWidth, xterm256, encoding",
      "session:step, ServerSession: settle: negotiating → unloggedin",
      "hook:begin, ServerSession: session:connect · builtin  0.35 ms",
    ]);
    assert.equal(
      await page.locator(".row:visible").getByText("connect Anna").count(),
      0,
      "another's",
    );
  },
);

observatoryTest(
  "observatory 3. an arrow lies between the lanes that its message goes between",
  async ({ page, choose }) => {
    await choose(1);
    const middle = async (name: string) => {
      const box = await page.locator(".lane-name").getByText(name, { exact: true }).boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 0) / 2;
    };
    const arrow = await page.locator(".row.wall.back:visible .shape").last().boundingBox();
    assert.ok(arrow !== null);
    assert.ok(Math.abs(arrow.x - await middle("PortalSession")) < 6);
    assert.ok(Math.abs(arrow.x + arrow.width - await middle("ServerSession")) < 6);
  },
);

observatoryTest(
  "observatory 4. a click on a message or hook shows what it carries",
  async ({ page, choose }) => {
    await choose(1);
    await page.locator(".row.client:visible").getByText("say hello").click();
    const payload = page.getByLabel("Payload");
    await shows(payload, /"say hello <b>there<\/b>"/);
    assert.equal(await page.locator(".panel b").count(), 0);
    await page.locator(".row.hook:visible").getByText("session:puppet").click();
    await shows(payload, /"hook": "session:puppet"[^]*"ms": 0.35/);
    await shoot(page, "observatory-one");
  },
);

observatoryTest(
  "observatory 4. a row is chosen that was pressed, though the list moves on before it is let go",
  async ({ page, choose, visits, tell }) => {
    await choose(1);
    for (let nth = 0; nth < 40; nth++) visits.say(1, `line ${nth}`);
    tell();
    const pressed = page.locator(".row.client:visible").getByText("line 39", { exact: false });
    await pressed.last().hover();
    const { x, y } = await pressed.last().boundingBox() ?? assert.fail("the row is not seen");
    await page.mouse.move(x + 2, y + 2);
    await page.mouse.down();
    for (let nth = 40; nth < 43; nth++) visits.say(1, `line ${nth}`);
    tell();
    await page.locator(".row.client:visible").getByText("line 42").last().waitFor();
    await page.mouse.up();
    await shows(page.getByLabel("Payload"), /line 39/);
  },
);

observatoryTest(
  "observatory 6. kinds and lanes are switched off and on, and words are looked for",
  async ({ page }) => {
    const sequence = page.locator("#sequence");
    const groups = () =>
      page.locator(".row:visible").evaluateAll((
        rows,
      ) => [...new Set(rows.map((row) => row.className.split(" ")[2]))]);
    await page.getByRole("button", { name: "Hooks", exact: true }).click({ modifiers: ["Shift"] });
    await page.locator(".row.wall:visible").first().waitFor({ state: "hidden" });
    await becomes(groups, ["hook"]);
    await page.getByRole("button", { name: "Hooks", exact: true }).click({ modifiers: ["Shift"] });
    await page.getByText("Lanes", { exact: true }).click();
    await page.getByRole("button", { name: "Account", exact: true }).click({
      modifiers: ["Shift"],
    });
    await page.keyboard.press("Escape");
    await page.locator(".row.wall:visible").first().waitFor({ state: "hidden" });
    await becomes(async () => (await groups()).sort(), ["hook", "session"]);
    await page.getByText("Lanes", { exact: true }).click();
    await page.getByRole("button", { name: "Account", exact: true }).click({
      modifiers: ["Shift"],
    });
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("say hello wall");
    await page.locator(".row.client:visible").first().waitFor({ state: "hidden" });
    await becomes(groups, ["wall"]);
    await becomes(() => sequence.isVisible(), true);
  },
);

observatoryTest(
  "observatory 7. pause counts what comes, and the page goes on where the present is",
  async ({ page, visits, tell }) => {
    const pause = page.locator("#pause");
    await page.keyboard.press("Space");
    await pause.getByText("Go on").waitFor();
    visits.login(2, "Bert");
    tell();
    await pause.getByText(/Go on · \d+ new/).waitFor();
    assert.equal(await page.locator(".row:visible").getByText("connect Bert").count(), 0);
    await shows(page.locator('.card[data-sessid="2"] .lit .state'), "unloggedin");
    await pause.click();
    await page.locator(".row:visible").getByText("You are Bert.").last().waitFor();
    await shows(pause, "Pause");
    await page.locator("#sequence").focus();
    await page.keyboard.press("Home");
    await page.locator("#follow").waitFor();
    visits.say(1, "followed again");
    tell();
    await page.keyboard.press("f");
    await page.locator(".row:visible").getByText("followed again").last().waitFor();
    await page.locator("#follow").waitFor({ state: "hidden" });
  },
);

observatoryTest(
  "observatory 17. the bar of time shows cards and messages as they were, and leads back",
  async ({ page, card, visits }) => {
    const login = visits.events.find(({ data }) => data.step === "login")?.at ?? 0;
    await page.locator("#time").fill(String(login - 1));
    await card(2).waitFor({ state: "detached" });
    await shows(card(1).locator(".lit .state"), "unloggedin");
    await shows(page.locator("#session-count"), "1");
    assert.equal(await page.locator(".row:visible").getByText("say hello").count(), 0);
    await page.locator("#time").fill(String(login));
    await card(1).locator(".lit .state").getByText("loggedin", { exact: true }).waitFor();
    await page.locator("#live").click();
    await card(2).waitFor();
    await shows(card(1).locator(".lit .state"), "puppeting");
  },
);

observatoryTest(
  "observatory 17. what was recorded is played again",
  async ({ page, card }) => {
    await page.locator("#speed").click();
    await page.locator("#play").click();
    await card(1).locator(".lit .state").getByText("unloggedin", { exact: true }).waitFor();
    await card(1).locator(".lit .state").getByText("loggedin", { exact: true }).waitFor();
    await card(1).locator(".lit .state").getByText("puppeting", { exact: true }).waitFor();
    await page.locator("#play").getByText("▶").waitFor();
  },
);

observatoryTest(
  "observatory 21. keys alone choose a session and a message, show what it carries, filter and go back",
  async ({ page }) => {
    await page.keyboard.press("]");
    await page.locator('.card[data-sessid="1"][aria-selected="true"]').waitFor();
    await page.keyboard.press("]");
    await page.locator('.card[data-sessid="2"][aria-selected="true"]').waitFor();
    await page.keyboard.press("[");
    await page.locator('.card[data-sessid="1"][aria-selected="true"]').waitFor();
    await page.locator(".row").first().waitFor(); // what is chosen from has to be drawn
    await page.locator("#sequence").focus();
    await page.keyboard.press("k");
    await page.locator('.row[aria-selected="true"]').waitFor();
    const active = await page.locator("#sequence").getAttribute("aria-activedescendant");
    await becomes(() => page.locator(`#${active}`).getAttribute("aria-selected"), "true");
    await page.keyboard.press("Enter");
    await becomes(() => page.getByLabel("Payload").evaluate((it) => it.matches(":focus")), true);
    await page.keyboard.press("Escape");
    await becomes(() => page.locator("#sequence").evaluate((it) => it.matches(":focus")), true);
    await page.keyboard.press("t");
    await becomes(() => page.locator("#table-view table").isVisible(), true);
    await page.keyboard.press("t");
    await page.keyboard.press("?");
    await becomes(() => page.locator("#keys").isVisible(), true);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#keys").isVisible(), false);
  },
);

observatoryTest(
  "observatory 21. Tab reaches every control, and the focus is seen on each",
  async ({ page }) => {
    const reached = new Set<string>();
    for (let nth = 0; nth < 60; nth++) {
      await page.keyboard.press("Tab");
      const found = await page.evaluate<string>(`(() => {
        const it = document.activeElement;
        const outline = getComputedStyle(it).outlineStyle;
        return (it.id || it.textContent.trim()) + (outline === "none" ? " unseen" : "");
      })()`);
      reached.add(found);
    }
    for (
      const id of [
        "smaller",
        "larger",
        "as-table",
        "Export",
        "load",
        "help",
        "search",
        "Client",
        "Lanes",
        "pause",
        "sequence",
        "tab-event",
        "play",
        "speed",
        "time",
        "All sessions",
      ]
    ) {
      assert.ok(reached.has(id), `${id} in ${[...reached].join(", ")}`);
    }
  },
);

observatoryTest(
  "the page shows a table of the events in pages, for who does not see the diagram",
  async ({ page }) => {
    await page.locator("#as-table").click();
    const row = page.locator("#table-view tbody tr").filter({ hasText: "say hello" }).first();
    assert.deepEqual((await row.locator("td").allTextContents()).slice(1, 5), [
      ...["#1", "client:input", "Client", "PortalSession"],
    ]);
    await row.getByRole("button").click();
    await shows(page.getByLabel("Payload"), /say hello/);
  },
);

observatoryTest(
  "observatory 21. what has the focus in the table keeps it while more comes, and a session is chosen",
  async ({ page, choose, visits, tell }) => {
    await page.locator("#as-table").click();
    const rows = page.locator("#table-view tbody tr");
    const hello = rows.filter({ hasText: "say hello" }).first().getByRole("button");
    await hello.focus();
    visits.say(1, "more and more");
    tell();
    await rows.filter({ hasText: "more and more" }).first().waitFor();
    await becomes(() => hello.evaluate((button) => button.matches(":focus")), true);
    await page.keyboard.press("Enter");
    await shows(page.getByLabel("Payload"), /say hello/);
    await choose(2);
    await rows.filter({ hasText: "say hello" }).first().waitFor({ state: "detached" });
    await choose(1);
    await rows.filter({ hasText: "more and more" }).first().waitFor();
    await rows.filter({ hasText: "say hello" }).first().getByRole("button").click();
    await shows(page.getByLabel("Payload"), /say hello/);
  },
);

observatoryTest(
  "the page says when its stream breaks, tries again, and shows what it then is told",
  async ({ page, fake, visits }) => {
    fake.refuseWith = 503;
    fake.cut();
    await page.locator('#link[data-state="broken"]').waitFor();
    await shows(page.locator("#link-text"), /trying again in \d+ s/);
    visits.login(2, "Bert");
    fake.hello = { ...fake.hello, recorded: visits.events };
    fake.refuseWith = undefined;
    await page.locator('#link[data-state="live"]').waitFor();
    await page.locator('.card[data-sessid="2"] .lit .state').getByText("loggedin", { exact: true })
      .waitFor();
  },
);

observatoryTest(
  "the page says that it can only look, which house it watches, and what was lost",
  async ({ page, fake }) => {
    await page.locator("#access").getByText("Read only").waitFor();
    fake.tell("lost", { count: 1_200 });
    await page.locator("#losses").getByText(/1.200 events were lost/).waitFor();
    await becomes(() => page.locator("#house").isVisible(), true);
    await page.locator("#house").selectOption("tour-1");
    await page.locator('#link[data-state="live"]').waitFor();
    assert.equal(fake.asked.at(-1)?.searchParams.get("house"), "tour-1");
  },
  { hello: { access: "read", houses: ["main", "tour-1"] } },
);

observatoryTest(
  "the page takes text of others for text, whatever it holds",
  async ({ page, visits, tell }) => {
    visits.login(2, HOSTILE);
    visits.say(1, HOSTILE);
    visits.hook(1, HOSTILE, [HOSTILE]);
    tell();
    await page.locator(".row:visible").getByText("<img").last().click();
    await page.locator("#as-table").click();
    await page.locator("#table-view").getByText("<img").last().waitFor();
    assert.equal(await page.locator("img, body script").count(), 0);
    assert.match(await page.title(), /^Observatory · The Old House$/);
  },
);

observatoryTest(
  "the chosen session's card stays while its messages are shown, whether it has left or is to come",
  async ({ page, card, choose, visits, tell }) => {
    const first = await page.evaluate<string>(`document.getElementById("time").min`);
    await choose(2);
    await page.locator("#time").fill(first);
    await card(2).locator(".foot .state").getByText("not there").waitFor({ state: "attached" });
    await page.locator("#live").click();
    await card(2).locator(".lit .state").getByText("unloggedin").waitFor();
    visits.leave(2);
    tell();
    await card(2).locator(".lit .state").getByText("closed").waitFor();
    await page.locator("#session-count").getByText("1", { exact: true }).waitFor();
    await choose(1);
    await card(2).waitFor({ state: "detached" });
  },
);

observatoryTest("200 sessions are a list of lines", async ({ page }) => {
  await shows(page.locator("#session-count"), "200");
  assert.equal(await page.locator(".cards svg").count(), 0);
  const counts = page.locator("#diagram .count");
  assert.equal((await counts.allTextContents()).map(Number).reduce((sum, one) => sum + one), 200);
  await shoot(page, "observatory-200");
}, {
  visits: () => {
    const visits = new FakeVisits(Date.now() - 60_000);
    for (let sessid = 1; sessid <= 200; sessid++) {
      visits.connect(sessid);
      if (sessid % 4 !== 0) visits.login(sessid, `Player${sessid}`);
      if (sessid % 2 === 1) visits.puppet(sessid);
    }
    return visits;
  },
});

observatoryTest(
  "on a phone nothing is wider than the screen, and a message's payload comes up",
  async ({ page }) => {
    const overflow = "document.documentElement.scrollWidth - innerWidth";
    assert.ok(await page.evaluate<number>(overflow) <= 0);
    await page.locator(".row:visible").last().click();
    await page.getByLabel("Payload").waitFor();
    assert.ok(await page.evaluate<number>(overflow) <= 0);
    await shoot(page, "observatory-phone");
    await page.locator("#close-side").click();
    await page.getByLabel("Payload").waitFor({ state: "hidden" });
  },
  { viewport: { width: 390, height: 844 }, visits: fewVisits },
);

observatoryTest(
  "all 1. axe finds nothing in the observatory: the diagram, the table, the menus, the keys",
  async ({ page, choose }) => {
    await assertAccessible(page, "all sessions");
    await choose(1);
    await page.locator(".row.hook:visible").last().click();
    await page.locator("#groups button").first().click();
    await assertAccessible(page, "one session and an event");
    await page.locator("#tab-session").click();
    await page.locator("#as-table").click();
    await page.locator("#export summary").click();
    await assertAccessible(page, "a table, a session and a menu");
    await page.keyboard.press("Escape");
    await page.locator("#pause").click();
    await page.locator("#help").click();
    await assertAccessible(page, "paused, with the dialog of keys");
  },
);

observatoryTest(
  "the page says when the right to look has ended, and asks no more",
  async ({ page, fake }) => {
    fake.refuseWith = 403;
    fake.cut();
    await page.locator('#link[data-state="refused"]').waitFor();
    const count = fake.asked.length;
    fake.refuseWith = undefined;
    await page.locator("#as-table").click();
    assert.equal(fake.asked.length, count);
  },
);
