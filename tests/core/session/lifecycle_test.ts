import assert from "node:assert/strict";
import fc from "fast-check";
import {
  LIFECYCLE,
  nextState,
  type SessionState,
  SessionStateError,
  type SessionStep,
} from "../../../src/core/boundary/lifecycle.ts";
import {
  definePlugin,
  type HookName,
  type Plugin,
  ServerSession,
} from "../../../src/plugins/api.ts";
import { innerGame } from "../../games/inner_game.ts";
import { newSession } from "./new_session.ts";

const STEPS: readonly SessionStep[] = [
  ...["settle", "authenticate", "login", "puppet", "unpuppet", "logout", "disconnect"] as const,
];

Deno.test("SessionCore.step() takes the steps of the table, and no other changes anything", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...STEPS)), (steps) => {
    const session = newSession();
    let expected: SessionState = "negotiating";
    for (const step of steps) {
      const next = nextState(expected, step);
      const before = session.sync;
      if (next === undefined) {
        assert.throws(() => session.step(step), SessionStateError);
        assert.equal(session.sync, before);
      } else {
        session.step(step);
        expected = next;
      }
      assert.equal(session.state, expected);
      assert.equal(session.signal.aborted, expected === "closed");
    }
  }));
});

Deno.test("LIFECYCLE leads from every state to the end, and from the end nowhere", () => {
  for (const state of Object.keys(LIFECYCLE) as SessionState[]) { // the keys of that record
    const isEnd = state === "closed";
    assert.equal(nextState(state, "disconnect"), isEnd ? undefined : "closed", state);
  }
  assert.deepEqual(LIFECYCLE.closed, {});
});

Deno.test("SessionStateError says what was asked and what would have been legal", () => {
  assert.throws(() => newSession().step("logout"), {
    message:
      'Cannot logout session 7 as its state must allow it: current state is "negotiating", ' +
      "from which the legal steps are: settle, authenticate, disconnect",
  });
});

const MOMENTS = [
  ...["session:connect", "session:login", "session:puppet"],
  ...["session:unpuppet", "session:logout", "session:disconnect"],
] as const satisfies readonly HookName[];

/** A plugin that writes down every hook, with the state that the session is in. */
function watch(seen: string[]): Plugin {
  class WatchedSession extends ServerSession {
    override atSync(): void {
      seen.push(`atSync() ${this.state}`);
    }
    override atLogin(): void {
      seen.push(`atLogin() ${this.state}`);
    }
    override atDisconnect(): void {
      seen.push(`atDisconnect() ${this.state}`);
    }
  }
  return definePlugin({
    name: "watch",
    version: "1.0.0",
    api: 1,
    setup({ provide, on }) {
      provide.sessionClass("WatchedSession", WatchedSession);
      for (const name of MOMENTS) {
        on(name, ({ session }) => void seen.push(`${name} hook ${session.state}`));
      }
    },
  });
}

// Inline only from here on: the test looks inside for the order of what happens.

Deno.test("1.3 to 1.6 hooks and events come in one order", async () => {
  const seen: string[] = [];
  await using inner = await innerGame({
    plugins: [watch(seen)],
    settings: { serverSessionClass: "watch/WatchedSession" },
    onEvent: ({ kind }) => void (kind.startsWith("session:") && seen.push(kind)),
  });
  const after = async (doing: Promise<unknown>) => {
    await doing;
    return seen.splice(0);
  };
  const connecting = inner.game.connect();
  assert.deepEqual(await after(connecting), [
    "session:connect",
    "atSync() negotiating",
    "session:connect hook unloggedin",
  ]);
  const anna = await connecting;
  assert.deepEqual(await after(anna.send("create anna sesame-street")), [
    "atLogin() loggedin",
    "session:login",
    "session:login hook loggedin",
  ]);
  await anna.send("charcreate Anna");
  assert.deepEqual(await after(anna.send("ic Anna")), [
    "session:puppet",
    "session:puppet hook puppeting",
  ]);
  assert.deepEqual(await after(anna.send("ooc")), [
    "session:unpuppet",
    "session:unpuppet hook loggedin",
  ]);
  await after(anna.send("ic Anna"));
  assert.deepEqual(await after(anna.send("logout")), [
    "session:unpuppet",
    "session:unpuppet hook loggedin",
    "session:logout hook loggedin",
    "session:logout",
    "session:connect hook unloggedin",
  ]);
  assert.deepEqual(await after(anna.send("connect anna sesame-street")), [
    "atLogin() loggedin",
    "session:login",
    "session:puppet",
    "session:puppet hook puppeting",
    "session:login hook puppeting",
  ]);
  assert.deepEqual(await after(anna.send("quit")), [
    "atDisconnect() puppeting",
    "session:disconnect hook puppeting",
    "session:unpuppet",
    "session:unpuppet hook loggedin",
    "session:disconnect",
  ]);
});

Deno.test("1.7.8 a reload runs no hook of a session but atSync()", async () => {
  const seen: string[] = [];
  await using inner = await innerGame({
    plugins: [watch(seen)],
    settings: { serverSessionClass: "watch/WatchedSession" },
  });
  const anna = await inner.game.connect();
  for (const line of ["create anna sesame-street", "charcreate Anna", "ic Anna"]) {
    await anna.send(line);
  }
  seen.splice(0);
  await inner.game.reload();
  assert.deepEqual(seen, ["atSync() puppeting"]);
});
