import assert from "node:assert/strict";
import * as fc from "fast-check";
import { RealmLab } from "./realm_lab.ts";

const REALMS = ["main", "arena"] as const;

/** What is lost next: a frame of a link, or a word beside it. */
const LOSSES = [/\.up$/, /\.down$/, /\.hello$/, /\.portal\.1$/] as const;

const realm = fc.constantFrom(...REALMS);

const MOVES = [
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("type" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("go" as const),
      to: fc.constantFrom(...REALMS, "nowhere"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("cut" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("lose" as const),
      subject: fc.constantFrom(...LOSSES),
      from: fc.constantFrom("portal" as const, ...REALMS),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      ms: fc.integer({ min: 0, max: 600 }),
    }),
  },
];

const RELOAD = {
  weight: 1,
  arbitrary: fc.record({ kind: fc.constant("reload" as const), realm }),
};

const KILL = { weight: 1, arbitrary: fc.record({ kind: fc.constant("kill" as const), realm }) };

const LENGTH = { minLength: 100, maxLength: 200, size: "max" } as const;

type Realm = (typeof REALMS)[number];

type Step =
  | { readonly kind: "type" | "cut" }
  | { readonly kind: "go"; readonly to: string }
  | { readonly kind: "reload" | "kill"; readonly realm: Realm }
  | { readonly kind: "lose"; readonly subject: RegExp; readonly from: "portal" | Realm }
  | { readonly kind: "wait"; readonly ms: number };

const upTo = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

/** Lets a client type and go from realm to realm, whatever is lost on the way, and whoever dies. */
async function play(steps: readonly Step[]) {
  await using lab = new RealmLab(REALMS);
  const servers = { main: await lab.server(1), arena: await lab.server(1, "cold", "arena") };
  const terms = { main: 1, arena: 1 };
  const portal = lab.portal(1);
  await lab.advance(500);
  const client = await portal.connect();
  await lab.advance(300);
  let lines = 0;
  for (const step of steps) {
    switch (step.kind) {
      case "type":
        client.type(`note ${++lines}`);
        break;
      case "go":
        client.type(`go ${step.to}`);
        break;
      case "cut":
        portal.end.isCut = !portal.end.isCut;
        break;
      case "lose":
        (step.from === "portal" ? portal : servers[step.from]).end.loseNext(step.subject);
        break;
      case "reload":
        await lab.until(servers[step.realm].supervisor.reload("reload"));
        break;
      case "kill":
        servers[step.realm].kill();
        servers[step.realm] = await lab.server(++terms[step.realm], "crash", step.realm);
        break;
      case "wait":
        await lab.advance(step.ms);
    }
  }
  portal.end.isCut = false;
  await lab.advance(10_000);
  const sessids = (name: Realm) =>
    servers[name].game.game()?.sessions.all().map(({ sessid }) => sessid);
  const isAway = portal.sessions.realms.of(client.sessid).realm === "arena";
  const here = [client.sessid];
  assert.deepEqual([sessids("main"), sessids("arena")], isAway ? [[], here] : [here, []]);
  assert.deepEqual(client.connection.ends, []);
  return {
    lines,
    run: lab.noted.map((noted) => noted.split(":")[1]),
    shown: client.answers("noted "),
    transfers: lab.events("portal:transfer").filter(({ data }) => data.from !== data.to).length,
  };
}

Deno.test("several realms run each line once, in the order typed, wherever the session goes", async () => {
  let transfers = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...MOVES, RELOAD), LENGTH), async (steps) => {
      const played = await play(steps);
      assert.deepEqual(played.run, upTo(played.lines));
      assert.deepEqual(played.shown, upTo(played.lines));
      transfers += played.transfers;
    }),
    { numRuns: 60 },
  );
  assert.equal(transfers > 100, true);
});

Deno.test("several realms lose no line and no session, and keep the order, whichever Server dies", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...MOVES, RELOAD, KILL), LENGTH), async (steps) => {
      const { lines, run } = await play(steps);
      // What a Server ran last before it died, and changed nothing, may be run once more.
      assert.deepEqual([...new Set(run)], upTo(lines));
    }),
    { numRuns: 40 },
  );
});
