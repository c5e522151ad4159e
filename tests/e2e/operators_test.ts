import assert from "node:assert/strict";
import { browserTest } from "./browser.ts";
import { AT_ONCE, startProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";
import { shoot } from "./shoot.ts";

/** Returns the samples of a scrape, by their names and labels. */
async function scrape(webPort: number): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(`http://127.0.0.1:${webPort}/metrics`);
  assert.equal(answer.status, 200);
  const lines = (await answer.text()).trimEnd().split("\n").filter((line) => !line.startsWith("#"));
  return new Map(lines.map((line) => {
    const [, name = "", value] = /^(\S+) (\S+)$/.exec(line) ?? [];
    return [name, Number(value)];
  }));
}

Deno.test("operators 1. /healthz tells that the process lives, and /readyz that the world can be entered", async () => {
  await using program = await startProgram();
  const at = (path: string) => fetch(`http://127.0.0.1:${program.webPort}${path}`);
  assert.equal(await (await at("/healthz")).text(), "ok");
  const ready = await at("/readyz");
  assert.deepEqual([ready.status, (await ready.json()).ready], [200, true]);
});

Deno.test("operators 2. /metrics tells what was played, refused and kept, also after a reload", async () => {
  await using program = await startProgram({ args: AT_ONCE });
  const { webPort } = program;
  {
    await using player = await TelnetClient.connect(program.telnetPort);
    await player.send("create anna correct-horse-staple");
    await player.until(/You are out of character/);
    await player.send("x".repeat(7000));
    await player.until(/longer than 6000 characters/);
    await player.send("look");
    await player.until(/You are out of character/);

    const before = await scrape(webPort);
    assert.equal(before.get('vestibule_sessions{protocol="telnet",state="loggedin"}'), 1);
    assert.equal(before.get('vestibule_sessions{protocol="telnet",state="unloggedin"}'), 0);
    assert.equal(before.get("vestibule_players"), 1);
    assert.equal(before.get('vestibule_connections_total{protocol="telnet"}'), 1);
    assert.equal(before.get('vestibule_input_rejected_total{why="too_long"}'), 1);
    assert.equal(before.get("vestibule_command_duration_seconds_count"), 2);
    assert.equal(before.get("vestibule_accounts_created_total"), 1);
    assert.equal(before.get("vestibule_logins_total"), 1);
    assert.equal(before.get("vestibule_server_answered"), 1);
    assert.equal(before.get('vestibule_server_starts_total{mode="cold"}'), 1);
    assert.ok((before.get("vestibule_store_commit_duration_seconds_count") ?? 0) >= 1);

    await player.send(`claim ${program.claimCode}`);
    await player.until(/superuser/);
    await player.send("reload");
    await player.until(/[Rr]eloaded/);
    await player.send("look");
    await player.until(/You are out of character/);
    const after = await scrape(webPort);
    assert.equal(after.get('vestibule_server_starts_total{mode="reload"}'), 1);
    assert.equal(after.get("vestibule_accounts_created_total"), 1);
    assert.equal(after.get("vestibule_command_duration_seconds_count"), 5);
    const round = "vestibule_wall_round_trip_seconds_count";
    assert.ok((after.get(round) ?? 0) >= (before.get(round) ?? 0));
  }
  const gone = await scrape(webPort);
  assert.equal(gone.get("vestibule_players"), 0);
});

Deno.test("operators 2. /metrics names no account, no address and no secret", async () => {
  const token = "a-token-of-many-letters";
  await using program = await startProgram({
    args: [...AT_ONCE, "--set", `metricsToken=${token}`],
  });
  await using player = await TelnetClient.connect(program.telnetPort);
  await player.send("create Hortensia correct-horse-staple");
  await player.until(/You are out of character/);
  const answer = await fetch(`http://127.0.0.1:${program.webPort}/metrics`, {
    headers: { authorization: `Bearer ${token}`, "x-forwarded-for": "192.0.2.7" },
  });
  const text = await answer.text();
  assert.match(text, /vestibule_players 1/);
  assert.doesNotMatch(text, /hortensia|127\.0\.0\.1|correct-horse|a-token/i);
  assert.doesNotMatch(program.printed, /a-token/);
  const refused = await fetch(`http://127.0.0.1:${program.webPort}/metrics`, {
    headers: { "x-forwarded-for": "192.0.2.7" },
  });
  assert.equal(refused.status, 403);
  await refused.body?.cancel();
});

browserTest(
  "operators 3. /status shows name, players, uptime and how to come in",
  async ({ context }) => {
    await using program = await startProgram({
      args: [...AT_ONCE, "--set", "serverName=The <i>Old</i> House"],
    });
    await using player = await TelnetClient.connect(program.telnetPort);
    await player.send("create anna correct-horse-staple");
    await player.until(/You are out of character/);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${program.webPort}/status`);
    await page.getByRole("heading", { name: "The <i>Old</i> House" }).waitFor();
    const text = await page.locator("main").innerText();
    assert.match(text, /The world is open/);
    assert.match(text, /player\s+1\b/);
    assert.match(text, /up for\s+less than a minute/);
    assert.ok(text.includes(`telnet 127.0.0.1 ${program.telnetPort}`), text);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await shoot(page, `status_${colorScheme}`);
    }
    assert.deepEqual(complaints, []);
    await page.getByRole("link", { name: "Play in this browser" }).click();
    await page.waitForURL(`http://127.0.0.1:${program.webPort}/`);
  },
);

Deno.test("operators 3. /status.json tells the same to programs, and nothing where it is off", async () => {
  await using program = await startProgram();
  const answer = await fetch(`http://127.0.0.1:${program.webPort}/status.json`);
  const { name, open, players, connect } = await answer.json();
  assert.deepEqual([name, open, players], ["Vestibule", true, 0]);
  assert.deepEqual(connect.telnet, { host: "127.0.0.1", port: program.telnetPort });
  await using closed = await startProgram({ args: ["--set", "statusPage=false"] });
  const none = await fetch(`http://127.0.0.1:${closed.webPort}/status.json`);
  assert.equal(none.status, 404);
  await none.body?.cancel();
});
