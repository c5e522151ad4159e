import assert from "node:assert/strict";
import type { PortalMessage } from "../../../src/core/boundary/messages.ts";
import type { Config } from "../../../src/core/settings/settings.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { FarPortal, numbered, sessidOf, settled, textsOf } from "../../core/session/far_portal.ts";
import { BareServer, newSync } from "../../games/bare_server.ts";
import { innerGame } from "../../games/inner_game.ts";

const REALMS = ["main", "arena", "isle"];
const ARENA: Config = { realm: "arena", realms: REALMS };

/** A superuser who has come to a realm that keeps no accounts. */
function arrival(): PortalMessage {
  const passport = { uid: 12, uname: "anna", isSuperuser: true };
  return { kind: "connect", sync: newSync({ sessid: sessidOf(7, 0), passport }) };
}

/** Types a line and returns what is shown. */
async function shown(far: FarPortal, line: string): Promise<string> {
  far.news();
  await far.type(sessidOf(7, 0), line);
  return textsOf(far.news(), sessidOf(7, 0)).join("\n");
}

Deno.test("realm lists the realms and marks where one is", async () => {
  await using inner = await innerGame({ settings: { realms: REALMS } });
  const far = new FarPortal(inner);
  await far.play("Anna");
  const list = await shown(far, "realm");
  assert.match(list, /main\*/);
  assert.match(list, /arena/);
  assert.match(list, /isle/);
  assert.doesNotMatch(list, /arena\*|isle\*/);
});

Deno.test("realm NAME leads to another realm, with a word before", async () => {
  await using inner = await innerGame({ settings: { realms: REALMS } });
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  await far.type(sessid, "realm Arena");
  const [transfer] = far.news().filter((message) => message.kind === "transfer");
  assert.deepEqual([transfer?.realm, transfer?.passport?.uname], ["arena", "Anna"]);
  assert.match(transfer?.text ?? "", /You leave for the realm/);
});

Deno.test("realm NAME says why it leads nowhere", async () => {
  await using inner = await innerGame({ settings: { realms: REALMS } });
  const far = new FarPortal(inner);
  await far.play("Anna");
  assert.match(await shown(far, "realm nowhere"), /no such realm.*main, arena, isle/);
  assert.match(await shown(far, "realm main"), /realm "main" already/);
});

Deno.test("realm tells that there is one world where there is one", async () => {
  await using game = await testGame();
  const anna = await game.player("Anna");
  assert.match(await anna.send("realm"), /one world/);
  assert.match(await anna.send("realm arena"), /one world/);
});

Deno.test("what only the home realm can do to an account is said to be done there", async () => {
  await using inner = await innerGame({ settings: ARENA });
  const far = new FarPortal(inner);
  await inner.tell(arrival());
  const lines = [
    ...["password", "password a = b", "2fa", "2fa on", "2fa codes", "sshkey", "sshkey add x"],
    ...["claim TEST-CODE", "userpassword anna = sesame-street"],
  ];
  for (const line of lines) {
    assert.match(await shown(far, line), /kept in the realm \|wmain\|n.*realm main/, line);
  }
});

Deno.test("who lists the players of other realms below, and names those that do not answer", async () => {
  const sessid = sessidOf(7, 0);
  await using bare = await BareServer.start([], { settings: { realms: REALMS } });
  await bare.tell({ kind: "connect", sync: newSync({ sessid }) }, settled(sessid));
  await bare.tell(numbered(sessid, 1, "create anna sesame-street"));
  bare.news();
  const typing = bare.tell(numbered(sessid, 2, "who"));
  await bare.until("request");
  const asked = bare.news().find((message) => message.kind === "request");
  assert.equal(asked?.name, "elsewhere");
  const players = [{ name: "bert", onFor: 65_000, idle: 3_000 }];
  const value = {
    realms: [
      { kind: "reached", realm: "arena", players, count: 2 },
      { kind: "away", realm: "isle" },
    ],
  };
  await bare.tell({ kind: "reply", id: asked?.id ?? 0, answer: { kind: "answered", value } });
  await typing;
  const list = textsOf(bare.news(), sessid).join("\n");
  assert.match(list, /anna[^]*1 account logged in\./);
  assert.match(list, /Realm[^]*arena[^]*bert[^]*1 min[^]*3 s/);
  assert.match(list, /1 more are in arena\.[^]*2 accounts logged in elsewhere\./);
  assert.match(list, /isle cannot be reached\./);
});

Deno.test("who names every other realm when the process cannot ask them", async () => {
  await using inner = await innerGame({ settings: { realms: REALMS } });
  const far = new FarPortal(inner);
  await far.play("Anna");
  for (const line of ["who", "doing"]) {
    const list = await shown(far, line);
    assert.match(list, /0 accounts logged in elsewhere\.\narena cannot be reached\.\nisle cannot/);
  }
});

Deno.test("a Server tells other realms who plays, and no more of them than who does", async () => {
  const sessid = sessidOf(7, 0);
  await using bare = await BareServer.start([], { settings: { realms: REALMS } });
  await bare.tell({ kind: "connect", sync: newSync({ sessid }) }, settled(sessid));
  await bare.tell(numbered(sessid, 1, "create anna sesame-street"));
  bare.news();
  await bare.tell({ kind: "request", id: 1, name: "presence", value: {}, deadline: Infinity });
  const [reply] = bare.news().filter((message) => message.kind === "reply");
  assert.deepEqual(reply?.answer, {
    kind: "answered",
    value: { players: [{ name: "anna", onFor: 0, idle: 0 }], count: 1 },
  });
});
