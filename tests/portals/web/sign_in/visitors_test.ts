import assert from "node:assert/strict";
import { ManualClock } from "../../../../src/core/clock.ts";
import type { Standing } from "../../../../src/core/boundary/standing_question.ts";
import { Visitors } from "../../../../src/portals/web/sign_in/visitors.ts";
import { WebSessions } from "../../../../src/portals/web/sign_in/web_sessions.ts";
import { countedBytes } from "./counted_bytes.ts";
import { kept, StandingServer } from "./standing_server.ts";

const ADDRESS = "192.0.2.7";

function visitorsLab() {
  const server = new StandingServer();
  server.standings.set(1, kept("Anna", { isStaff: true }));
  const clock = new ManualClock();
  const sessions = new WebSessions({
    ...{ clock, random: countedBytes(), max: 10, maxOfOne: 3, lifeMs: 5_000 },
  });
  const visitors = new Visitors({ sessions, questions: server, clock });
  const token = sessions.signIn({ uid: 1, passwordMark: "first" });
  const who = (cookies: string | undefined) => visitors.of({ cookies, address: ADDRESS });
  return { server, sessions, token, who, mine: () => who(`vestibule=${token}`) };
}

Deno.test("Visitors says who a request is from, as the account stands now", async () => {
  const { server, mine } = visitorsLab();
  assert.deepEqual(await mine(), { uid: 1, uname: "Anna", isStaff: true });
  assert.deepEqual(server.asked, [{ name: "standing", value: { uid: 1, address: ADDRESS } }]);
  server.standings.set(1, kept("Anna"));
  assert.deepEqual(await mine(), { uid: 1, uname: "Anna", isStaff: false });
});

Deno.test("Visitors asks about nobody whose cookie is unknown", async () => {
  const { server, who } = visitorsLab();
  for (const cookies of [undefined, "", "theme=dark", `vestibule=${"a".repeat(43)}`]) {
    assert.equal(await who(cookies), undefined);
  }
  assert.deepEqual(server.asked, []);
});

Deno.test("Visitors ends the cookie of an account that is banned, gone or has another password", async () => {
  const ends: Standing[] = [
    { kind: "banned", what: "name" },
    { kind: "gone" },
    kept("Anna", { passwordMark: "second" }),
  ];
  for (const standing of ends) {
    const { server, sessions, mine } = visitorsLab();
    server.standings.set(1, standing);
    assert.equal(await mine(), undefined);
    assert.equal(sessions.count, 0);
  }
});

Deno.test("Visitors takes who asks for nobody while the Server is away, and knows them again after", async () => {
  const { server, mine } = visitorsLab();
  server.isThere = false;
  assert.equal(await mine(), undefined);
  server.isThere = true;
  assert.equal((await mine())?.uname, "Anna");
});

Deno.test("Visitors takes for nobody who signs out while the Server is asked", async () => {
  for (const how of ["signOut", "forget"] as const) {
    const { server, sessions, token, mine } = visitorsLab();
    const browser = sessions.find(token);
    assert.ok(browser);
    server.meanwhile = () => sessions[how](browser);
    assert.equal(await mine(), undefined);
  }
});
