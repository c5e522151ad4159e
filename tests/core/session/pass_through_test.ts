import assert from "node:assert/strict";
import { type Call, definePlugin, ServerSession } from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { innerGame } from "../../games/inner_game.ts";
import { comeBack, newPlayer } from "../../games/players.ts";
import { until } from "../../games/turns_of.ts";

// Inline only: each test looks inside.

/** Sessions that say everything in upper case. */
class LoudSession extends ServerSession {
  override dataOut(calls: readonly Call[]): void {
    super.dataOut(calls.map(([name, args, kwargs]) => [name, args.map(upper), kwargs]));
  }
}

function upper(arg: unknown): unknown {
  return typeof arg === "string" ? arg.toUpperCase() : arg;
}

const loud = definePlugin({
  name: "loud",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) => provide.sessionClass("LoudSession", LoudSession),
});

Deno.test("3.9 dataOut() hears what is said to a session alone, and to many at once", async () => {
  const settings = { serverSessionClass: "loud/LoudSession", multisessionMode: 3 } as const;
  await using inner = await innerGame({ plugins: [loud], settings });
  const anna = await newPlayer(inner.game, "Anna");
  const again = await comeBack(inner.game, "Anna");
  const { sessions } = inner.inside;
  const session = sessions.get(anna.sessid);
  const { account, puppet } = session ?? {};
  const ways: Readonly<Record<string, () => void>> = {
    session: () => session?.msg("said to the session"),
    account: () => account?.msg("said to the account"),
    puppet: () => puppet?.msg("said to the puppet"),
    room: () => puppet?.location?.msg("said to the room"),
    everybody: () => sessions.announce("said to everybody"),
  };
  for (const [whom, say] of Object.entries(ways)) {
    anna.clear();
    again.clear();
    say();
    await inner.game.settled();
    const said = `SAID TO ${whom === "everybody" ? "" : "THE "}${whom.toUpperCase()}`;
    assert.equal(anna.screen, said);
    const hears = whom === "account" || whom === "everybody";
    assert.equal(again.screen, hears ? said : "", whom);
  }
});

Deno.test("3.11 a command that runs itself without end keeps nobody else from being heard", async () => {
  let isEnding = false;
  const looping = definePlugin({
    name: "looping",
    version: "1.0.0",
    api: 1,
    setup: ({ on }) =>
      on("session:login", ({ session }) => {
        if (session.account?.name === "anna") session.executeCmd("look");
      }),
  });
  class Echo extends ServerSession {
    override dataOut(calls: readonly Call[]): void {
      super.dataOut(calls);
      // Every answer is a new line of its own.
      if (this.account?.name === "anna" && !isEnding) this.executeCmd("look");
    }
  }
  const echo = definePlugin({
    name: "echo",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.sessionClass("Echo", Echo),
  });
  const settings = { serverSessionClass: "echo/Echo" };
  await using inner = await innerGame({ plugins: [echo, looping], settings });
  const bert = await newPlayer(inner.game, "Bert");
  const anna = await inner.game.connect();
  anna.type("create anna sesame-street");
  await until("anna looks", () => anna.screen.includes("You are out of character"));
  bert.type("say I am heard");
  await until("Bert", () => bert.screen.includes('You say, "I am heard"'));
  const before = anna.screen.length;
  await until("anna goes on", () => anna.screen.length > before);
  isEnding = true;
  await inner.game.settled();
});

Deno.test("3.15 a class that is no ServerSession is refused at the start, with what it lacks", async () => {
  const wrong = definePlugin({
    name: "wrong",
    version: "1.0.0",
    api: 1,
    // As JavaScript could give one.
    setup: ({ provide }) => Reflect.apply(provide.sessionClass, provide, ["Plain", class {}]),
  });
  await assert.rejects(
    testGame({ plugins: [wrong] }),
    /cannot provide session class "Plain" as it must extend ServerSession: it has no atSync\(\), /,
  );
});
