import assert from "node:assert/strict";
import type { GameObject, Session } from "../../../src/core/model.ts";
import type { Config } from "../../../src/core/settings/settings.ts";
import type { HookEvents } from "../../../src/plugins/api.ts";
import { innerGame } from "../../games/inner_game.ts";
import { comeBack, newcomer, newPlayer } from "../../games/players.ts";
import { recorder } from "../../games/recorder.ts";
import { assertSessionLaws } from "./session_laws.ts";

// Inline only: each test looks inside.

type Moment = Parameters<NonNullable<Parameters<typeof recorder>[1]>>;

/** A game with Anna, who owns the character Alma and has not gone into it. */
async function annaWith(
  watch: (...moment: Moment) => void | Promise<void> = () => {},
  settings: Config = {},
) {
  const seen: string[] = [];
  const inner = await innerGame({
    plugins: [recorder(seen, watch)],
    settings: { multisessionMode: 3, autoPuppetOnLogin: false, ...settings },
  });
  const anna = await newcomer(inner.game, "anna");
  await anna.send("charcreate Alma");
  const session = inner.inside.sessions.get(anna.sessid);
  const [alma] = inner.inside.world.named("Alma");
  assert.ok(session !== undefined && alma !== undefined);
  seen.splice(0);
  anna.clear();
  return { inner, seen, anna, session, alma };
}

/** What a session and an object say of one another. */
function bondOf(session: Session, alma: GameObject) {
  const { state, puppet } = session;
  return [state, puppet?.name, alma.account?.name, alma.sessions.length, alma.location?.name];
}

const APART = ["loggedin", undefined, undefined, 0, undefined];
const TOGETHER = ["puppeting", "Alma", "anna", 1, "The Vestibule"];

Deno.test("1.4.1, 1.4.2, 1.4.3 a wish to puppet that cannot be is answered by a value, and changes nothing", async () => {
  const { inner, seen, session, alma } = await annaWith();
  await using _ = inner;
  const { sessions, world } = inner.inside;
  const waiting = sessions.get((await inner.game.connect()).sessid);
  const [key] = world.named("brass key");
  assert.ok(waiting !== undefined && key !== undefined);
  seen.splice(0);
  assert.deepEqual(await sessions.puppet(waiting, alma), { kind: "notLoggedIn" });
  assert.deepEqual(await sessions.puppet(session, key), { kind: "notYours" });
  assert.deepEqual([bondOf(session, alma), seen], [APART, []]);
  await sessions.puppet(session, alma);
  seen.splice(0);
  assert.deepEqual(await sessions.puppet(session, alma), { kind: "already" });
  assert.deepEqual([bondOf(session, alma), seen], [TOGETHER, []]);
});

Deno.test("1.4.3 a Builder puppets what is not theirs, and a Helper does not", async () => {
  const { inner, session } = await annaWith();
  await using _ = inner;
  const { sessions, world } = inner.inside;
  const [key] = world.named("brass key");
  const { account } = session;
  assert.ok(account !== null && key !== undefined);
  account.permissions = ["Helper"];
  assert.deepEqual(await sessions.puppet(session, key), { kind: "notYours" });
  account.permissions = ["Builder"];
  assert.equal((await sessions.puppet(session, key)).kind, "puppeted");
});

Deno.test("1.4.7, 1.4.9, 1.4.10 session:beforePuppet sees all as it was, session:puppet as it is", async () => {
  const bonds: unknown[] = [];
  const { inner, session, alma } = await annaWith((name, event) => {
    if (!name.toLowerCase().endsWith("puppet") || !("puppet" in event)) return;
    const { account, puppet } = event;
    bonds.push([name, account.name, ...bondOf(event.session, puppet)]);
  });
  await using _ = inner;
  assert.equal((await inner.inside.sessions.puppet(session, alma)).kind, "puppeted");
  assert.deepEqual(bonds, [
    ["session:beforePuppet", "anna", ...APART],
    ["session:puppet", "anna", ...TOGETHER],
  ]);
});

Deno.test("1.4.7 what session:beforePuppet changes is looked at again", async () => {
  const { inner, session, alma } = await annaWith(async (name, event) => {
    if (name !== "session:beforePuppet") return;
    await inner.inside.sessions.logout(event.session);
  });
  await using _ = inner;
  assert.deepEqual(await inner.inside.sessions.puppet(session, alma), { kind: "notLoggedIn" });
  await inner.game.settled();
  assert.deepEqual([session.state, alma.sessions.length], ["unloggedin", 0]);
  assertSessionLaws(inner.inside);
});

Deno.test("1.4.8, 1.5.4 an object is puppeted as long as one session puppets it", async () => {
  const { inner, anna, session, alma } = await annaWith();
  await using _ = inner;
  const other = await comeBack(inner.game, "anna");
  for (const player of [anna, other]) await player.send("ic Alma");
  assert.equal(alma.sessions.length, 2);
  await other.send("ooc");
  assert.deepEqual(bondOf(session, alma), TOGETHER);
  await inner.inside.sessions.unpuppet(session);
  assert.deepEqual(bondOf(session, alma), APART);
});

Deno.test("1.4.12 who puppets is told, sees the place as a look, and the room hears of it", async () => {
  const { inner, anna } = await annaWith();
  await using _ = inner;
  const bert = await newPlayer(inner.game, "Bert");
  await anna.send("ic Alma");
  assert.match(anna.screen, /^\n?You become Alma\.\nThe Vestibule\n/);
  assert.deepEqual(anna.oob("text").slice(-2).map(({ type }) => type), [undefined, "look"]);
  assert.equal(bert.screen.trim(), "Alma has entered the game.");
  bert.clear();
  const second = await comeBack(inner.game, "anna");
  await second.send("ic Alma");
  assert.equal(bert.screen, "", "a second session is nobody new");
});

Deno.test("1.5.1, 1.5.2 session:beforeUnpuppet sees all as it was, session:unpuppet as it is", async () => {
  const bonds: unknown[] = [];
  const { inner, session, alma } = await annaWith((name, event) => {
    if (!name.toLowerCase().endsWith("unpuppet") || !("puppet" in event)) return;
    bonds.push([name, event.account.name, ...bondOf(event.session, event.puppet)]);
  });
  await using _ = inner;
  await inner.inside.sessions.puppet(session, alma);
  await inner.inside.sessions.unpuppet(session);
  assert.deepEqual(bonds, [
    ["session:beforeUnpuppet", "anna", ...TOGETHER],
    ["session:unpuppet", "anna", ...APART],
  ]);
});

Deno.test("1.5.1 who lets go within session:beforeUnpuppet is told of once", async () => {
  const again = async ({ session }: Moment[1]) => await inner.inside.sessions.unpuppet(session);
  const { inner, seen, session, alma } = await annaWith((name, event) =>
    name === "session:beforeUnpuppet" ? again(event) : undefined
  );
  await using _ = inner;
  await inner.inside.sessions.puppet(session, alma);
  seen.splice(0);
  await inner.inside.sessions.unpuppet(session);
  assert.deepEqual(seen, ["session:beforeUnpuppet puppeting", "session:unpuppet loggedin"]);
  assertSessionLaws(inner.inside);
});

Deno.test("1.5.3 a character leaves the world with its last session, and remembers where it was", async () => {
  const { inner, anna, alma } = await annaWith();
  await using _ = inner;
  const bert = await newPlayer(inner.game, "Bert");
  await bert.send("north");
  for (const line of ["ic Alma", "north"]) await anna.send(line);
  bert.clear();
  await anna.send("ooc");
  assert.equal(bert.screen.trim(), "Alma has left the game.");
  const place = () => alma.location?.name ?? "nowhere";
  assert.equal(place(), "nowhere");
  await anna.send("ic Alma");
  assert.equal(place(), "The Hall");
});

Deno.test("1.5.5 deleting a puppet tells those who watch that its sessions let go", async () => {
  const puppets: unknown[] = [];
  const { inner, anna, alma } = await annaWith((name, event) => {
    if (!name.toLowerCase().endsWith("unpuppet")) return;
    const { puppet } = event as HookEvents["session:unpuppet"]; // by its name
    puppets.push([name, puppet.name, event.session.state]);
  });
  await using _ = inner;
  await anna.send("ic Alma");
  alma.delete();
  await inner.game.settled();
  assert.deepEqual(puppets, [
    ["session:beforeUnpuppet", "Alma", "puppeting"],
    ["session:unpuppet", "Alma", "loggedin"],
  ]);
  assert.equal(anna.closedWith, undefined);
  assertSessionLaws(inner.inside);
});
