import assert from "node:assert/strict";
import type { PortalMessage } from "../../../../src/core/boundary/messages.ts";
import { type LabClient, PortalLab, typed } from "../../session/portal_lab.ts";

Deno.test("WallGate lets what others say through while one session is held", () => {
  const { lab, anna, bert } = twoPlayers();
  lab.registry.wall.hold(anna.sessid);
  anna.events.line("look");
  bert.events.line("say hi");

  assert.deepEqual(lab.news(), [typed(bert.sessid, "say hi")]);
});

Deno.test("WallGate forgets a session that ends while it alone is let through", () => {
  const { lab, anna } = twoPlayers();
  lab.registry.wall.hold(null);
  lab.registry.wall.release(anna.sessid);
  assert.equal(lab.registry.wall.isHeld(anna.sessid), false);
  anna.events.closed("client_closed");

  assert.deepEqual(lab.news().map(({ kind }) => kind), ["disconnect"]);
  assert.equal(lab.registry.wall.isHeld(anna.sessid), true);
});

Deno.test("WallGate.step() lets the oldest through, whichever side said it", () => {
  const { lab, anna } = twoPlayers();
  lab.registry.wall.hold(anna.sessid);
  anna.events.line("one");
  tell(lab, [anna], "A bell.");
  anna.events.line("two");

  assert.equal(lab.registry.wall.step(anna.sessid), true);
  assert.deepEqual(lab.lines(), [[anna.sessid, "one"]]);
  assert.deepEqual(anna.connection.shown, []);
  lab.registry.wall.step(anna.sessid);
  assert.deepEqual(anna.connection.shown, ["A bell."]);
  lab.registry.wall.step(anna.sessid);
  assert.deepEqual(lab.lines(), [[anna.sessid, "two"]]);
  assert.equal(lab.registry.wall.step(anna.sessid), false);
});

Deno.test("WallGate splits what the Server says to many", () => {
  const { lab, anna, bert } = twoPlayers();
  lab.registry.wall.hold(anna.sessid);
  tell(lab, [anna, bert], "It rains.");

  assert.deepEqual([anna.connection.shown, bert.connection.shown], [[], ["It rains."]]);
  lab.registry.wall.release(anna.sessid);
  assert.deepEqual(anna.connection.shown, ["It rains."]);
});

Deno.test("WallGate never holds what is about nobody in particular", () => {
  const { lab, anna } = twoPlayers();
  lab.registry.wall.hold(null);
  lab.registry.receive({ kind: "oob", names: [] });
  lab.registry.receive({ kind: "gate", bans: [] });
  anna.events.alive();

  assert.deepEqual(lab.news().map(({ kind }) => kind), ["input"]);
  assert.equal(lab.registry.wall.step(null), false);
});

Deno.test("WallGate.release() lets all of all sessions through as it came", () => {
  const { lab, anna, bert } = twoPlayers();
  lab.registry.wall.hold(null);
  anna.events.line("one");
  bert.events.line("two");
  anna.events.line("three");
  lab.registry.wall.release(null);
  bert.events.line("four");

  assert.deepEqual(lab.lines().map(([, line]) => line), ["one", "two", "three", "four"]);
});

Deno.test("WallGate holds who comes later, when all are held, but not who was let go", () => {
  const { lab, anna } = twoPlayers();
  lab.registry.wall.hold(null);
  lab.registry.wall.release(anna.sessid);
  anna.events.line("look");
  const carl = lab.settled();

  assert.deepEqual(lab.news(), [typed(anna.sessid, "look")]);
  lab.registry.wall.step(carl.sessid);
  assert.deepEqual(lab.news().map(({ kind }) => kind), ["connect"]);
});

Deno.test("WallGate lets a session go of which too much waits, and tells its client so once", () => {
  const { lab, anna } = twoPlayers();
  lab.registry.wall.hold(anna.sessid);
  for (let count = 0; count < 152; count++) anna.events.line(`${count}`);

  assert.deepEqual(lab.lines().map(([, line]) => line), numbers(152));
  assert.equal(anna.connection.shown.length, 1);
  assert.match(String(anna.connection.shown[0]), /too much waited/);
  assert.equal(lab.registry.wall.isHeld(anna.sessid), false);
});

Deno.test("a reload gives what is held to the next Server, after what the last one said", () => {
  const { lab, anna } = twoPlayers();
  lab.registry.wall.hold(anna.sessid);
  anna.events.line("one");
  tell(lab, [anna], "A bell.");
  lab.change(anna, { carry: { page: 3 } });
  lab.registry.hold();
  anna.events.line("two");
  lab.serve("reload");

  assert.deepEqual(anna.connection.shown, ["A bell."]);
  const [sync] = lab.news();
  assert.deepEqual(sync?.kind === "sync" && sync.sessions[0]?.carry, { page: 3 });
  lab.registry.wall.release(null);
  assert.deepEqual(lab.lines().map(([, line]) => line), ["one", "two"]);
});

Deno.test("a session that ends while it is held is told of when its end is let through", () => {
  const { lab, anna } = twoPlayers();
  lab.registry.wall.hold(anna.sessid);
  anna.events.line("quit");
  tell(lab, [anna], "A bell.");
  anna.events.closed("client_closed");

  assert.deepEqual(lab.news(), []);
  lab.registry.wall.step(anna.sessid);
  assert.deepEqual(lab.lines(), [[anna.sessid, "quit"]]);
  lab.registry.wall.step(anna.sessid);
  assert.deepEqual(lab.news(), [goodbye(anna)]);
  assert.equal(lab.registry.wall.isHeld(anna.sessid), false);
});

Deno.test("an end that waits is told to the next Server, once", () => {
  const { lab, anna } = twoPlayers();
  lab.registry.wall.hold(anna.sessid);
  anna.events.closed("client_closed");
  lab.serve("reload");
  lab.registry.wall.release(null);

  const told = lab.news();
  assert.deepEqual(told.filter(({ kind }) => kind === "disconnect"), [goodbye(anna)]);
});

Deno.test("an end that the Server decided is not told to the next one", () => {
  const { lab, anna } = twoPlayers();
  lab.registry.wall.hold(anna.sessid);
  const { sessid } = anna;
  lab.registry.receive({ kind: "disconnect", sessids: [sessid], reason: "quit", text: "Bye." });
  anna.events.closed("client_closed");
  lab.serve("reload");

  assert.deepEqual(lab.news().map((message) => message.kind), ["sync"]);
});

Deno.test("a session that is held has the whole time to log in again once it is let go", () => {
  const lab = new PortalLab({ loginTimeout: 60 }).serve();
  const anna = lab.settled();
  lab.clock.advance(59_000);
  lab.registry.wall.hold(anna.sessid);
  lab.clock.advance(600_000);
  assert.deepEqual(anna.connection.ends, []);
  lab.registry.wall.release(anna.sessid);
  lab.clock.advance(59_000);
  assert.deepEqual(anna.connection.ends, []);
  lab.clock.advance(1_000);

  assert.deepEqual(anna.connection.ends.map(({ reason }) => reason), ["login_timeout"]);
});

Deno.test("a shutdown says to those who are held what the Server said before", () => {
  const { lab, anna } = twoPlayers();
  lab.registry.wall.hold(null);
  tell(lab, [anna], "A bell.");
  lab.registry.disconnectAll("shutdown", "Bye.");

  assert.deepEqual(anna.connection.shown, ["A bell."]);
  assert.equal(anna.connection.ends.length, 1);
});

Deno.test("WallGate tells those who watch what waits, with the hooks, and what was let through", async () => {
  const { lab, anna } = twoPlayers();
  const { wall } = lab.registry;
  using _watch = lab.trace.watch();
  wall.foreseeBy(() => Promise.resolve([{ hook: "session:login", watchers: ["builtin"] }]));
  wall.hold(anna.sessid);
  anna.events.line("connect anna secret-word");
  await Promise.resolve().then(() => {}).then(() => {});
  wall.step(anna.sessid);
  const [held, passed] = lab.traced.filter(({ kind }) => kind.startsWith("step:"));

  assert.deepEqual([held?.sessid, held?.data.id, held?.data.direction], [1, 1, "portal"]);
  assert.deepEqual(held?.data.hooks, ["session:login"]);
  assert.deepEqual(held?.data.watchers, { "session:login": ["builtin"] });
  assert.deepEqual(passed?.data, { id: 1, how: "step" });
  assert.doesNotMatch(JSON.stringify(lab.traced), /secret-word/);
});

function twoPlayers(): { lab: PortalLab; anna: LabClient; bert: LabClient } {
  const lab = new PortalLab().serve();
  const anna = lab.loggedIn();
  const bert = lab.loggedIn();
  lab.news();
  return { lab, anna, bert };
}

function tell(lab: PortalLab, clients: readonly LabClient[], text: string): void {
  const sessids = clients.map(({ sessid }) => sessid);
  lab.registry.receive({ kind: "output", sessids, calls: [["text", [text], {}]] });
}

function goodbye({ sessid }: LabClient): PortalMessage {
  return { kind: "disconnect", sessid, reason: "client_closed" };
}

function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${index}`);
}
