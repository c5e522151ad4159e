import assert from "node:assert/strict";
import {
  type AnyCommand,
  type CmdSet,
  cmdSet,
  type CmdSetDefinition,
  defineCommand,
  definePlugin,
  type Plugin,
} from "../../../src/plugins/api.ts";
import type { TestPlayer } from "../../../src/plugins/testing.ts";
import { type InnerGame, innerGame } from "../../games/inner_game.ts";
import { newPlayer } from "../../games/players.ts";

/** A set whose command `who am i` tells which set it is from. */
function telling(
  key: string,
  options: Partial<CmdSetDefinition<AnyCommand>> = {},
): CmdSet<AnyCommand> {
  const run: Parameters<typeof defineCommand>[0]["run"] = ({ msg }) => msg(`From ${key}.`);
  const commands = [defineCommand({ key: "tell", needs: "session", run })];
  return cmdSet<AnyCommand>({ key, commands, ...options });
}

const SETS = {
  session: telling("session"),
  account: telling("account"),
  puppet: telling("puppet"),
  thing: telling("thing"),
  high: telling("high", { priority: 5 }),
  stuck: telling("stuck", { noExits: true }),
  alone: telling("alone", { noObjects: true }),
};

const reach: Plugin = definePlugin({
  name: "reach",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    for (const [name, set] of Object.entries(SETS)) provide.cmdset(name, set);
  },
});

interface Scene extends AsyncDisposable {
  readonly inner: InnerGame;
  readonly anna: TestPlayer;
}

async function scene(): Promise<Scene> {
  const inner = await innerGame({ plugins: [reach] });
  const anna = await newPlayer(inner.game, "Anna");
  return { inner, anna, [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose]() };
}

/** Everybody who has a stack there. */
function all({ inner, anna }: Scene) {
  const session = inner.inside.sessions.get(anna.sessid);
  const { account, puppet } = session ?? {};
  assert.ok(session && account && puppet);
  const ball = inner.inside.world.create({
    type: "thing",
    name: "ball",
    location: puppet.location,
  });
  return { session, account, puppet, ball };
}

/** How often the commands of the session were merged. */
function merges({ inner, anna }: Scene): number {
  return inner.inside.sessions.entry(anna.sessid)?.core.merged.merges ?? 0;
}

Deno.test("7.4.1, 7.4.7 of one priority the puppet decides, then the account, then the session", async () => {
  await using here = await scene();
  const { session, account, puppet } = all(here);
  puppet.cmdsets.add("reach/puppet");
  account.cmdsets.add("reach/account");
  session.cmdsets.add("reach/session");
  assert.equal(await here.anna.send("tell"), "From puppet.");
  puppet.cmdsets.remove("reach/puppet");
  assert.equal(await here.anna.send("tell"), "From account.");
  account.cmdsets.remove("reach/account");
  assert.equal(await here.anna.send("tell"), "From session.");
  account.cmdsets.add("reach/account");
  session.cmdsets.add("reach/high");
  assert.equal(await here.anna.send("tell"), "From high.");
});

Deno.test("7.4.4 a thing's command stands beside one's own of the same name", async () => {
  await using here = await scene();
  const { puppet, ball } = all(here);
  ball.cmdsets.add("reach/thing");
  assert.equal(await here.anna.send("tell"), "From thing.");
  puppet.cmdsets.add("reach/puppet");
  assert.match(await here.anna.send("tell"), /More than one command answers to that/);
  assert.equal(await here.anna.send("tell-1"), "From thing.");
  assert.equal(await here.anna.send("tell-2"), "From puppet.");
});

Deno.test("7.3.4 what inspect.layers() merges is what a line finds, ties included", async () => {
  await using here = await scene();
  const { session, account } = all(here);
  account.cmdsets.add("reach/account");
  session.cmdsets.add("reach/session");
  const { merged } = here.inner.inside.game.inspect.layers(session);
  assert.equal(merged.get("tell"), SETS.account.get("tell"));
  assert.equal(await here.anna.send("tell"), "From account.");
  session.cmdsets.add("reach/high");
  session.cmdsets.add("reach/session");
  const { merged: later } = here.inner.inside.game.inspect.layers(session);
  assert.equal(later.get("tell"), SETS.high.get("tell"));
  assert.equal(await here.anna.send("tell"), "From high.");
});

Deno.test("7.4.5 noExits and noObjects of a session's cmdset count, like a puppet's", async () => {
  for (const who of ["session", "account", "puppet"] as const) {
    await using here = await scene();
    const { ball, ...owners } = all(here);
    ball.cmdsets.add("reach/thing");
    owners[who].cmdsets.add("reach/stuck");
    assert.match(await here.anna.send("north"), /There is no command "north"/);
    assert.match(await here.anna.send("tell"), /More than one/);
    owners[who].cmdsets.add("reach/alone");
    assert.equal(await here.anna.send("tell"), "From alone.");
    owners[who].cmdsets.clear();
    assert.match(await here.anna.send("north"), /The Hall/);
  }
});

Deno.test("7.4.8 what is merged is kept until a layer changes, and never used after that", async () => {
  await using here = await scene();
  const { session, account, puppet, ball } = all(here);
  await here.anna.send("look");
  const before = merges(here);
  for (let times = 0; times < 20; times++) await here.anna.send("look");
  puppet.desc = "Tall.";
  await here.anna.send("tell");
  assert.equal(merges(here), before);
  for (const [count, owner] of [session, account, puppet, ball].entries()) {
    owner.cmdsets.add("reach/high");
    await here.anna.send("tell");
    await here.anna.send("tell");
    assert.equal(merges(here), before + count + 1);
  }
  ball.location = null;
  await here.anna.send("tell");
  assert.equal(merges(here), before + 5);
});

Deno.test("7.4.10 the field's cmdsets have the field's keys and priorities", async () => {
  await using here = await scene();
  const { session, puppet } = all(here);
  const layers = () =>
    here.inner.inside.game.inspect.layers(session).layers
      .map(({ key, priority, mergeType }) => [key, priority, mergeType]);
  assert.deepEqual(layers(), [
    ["DefaultAccount", -10, "union"],
    ["DefaultCharacter", 0, "union"],
    ["ExitCmdSet", 101, "union"],
  ]);
  puppet.location = null;
  await here.anna.send("logout");
  assert.deepEqual(layers(), [["DefaultUnloggedin", 0, "union"]]);
});

Deno.test("7.4.11 an exit is a command named like it, which takes no args and goes with it", async () => {
  await using here = await scene();
  const { puppet } = all(here);
  const { world } = here.inner.inside;
  const hall = world.named("The Hall")[0] ?? null;
  world.create({
    ...{ type: "exit", name: "trapdoor", aliases: ["t"], location: hall, destination: hall },
  });
  assert.match(await here.anna.send("t"), /There is no command "t"/);
  assert.match(await here.anna.send("north wind"), /There is no command "north wind"/);
  assert.match(await here.anna.send("n"), /The Hall/);
  assert.equal(puppet.location, hall);
  assert.match(await here.anna.send("T"), /The Hall/);
  world.named("trapdoor")[0]?.delete();
  assert.match(await here.anna.send("trapdoor"), /There is no command "trapdoor"/);
});
