import assert from "node:assert/strict";
import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  definePlugin,
  type Plugin,
} from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newcomer } from "../../games/players.ts";

const ended: string[] = [];

function command(
  key: string,
  run: (context: CommandContext<"account">) => void | Promise<void>,
): AnyCommand {
  return defineCommand({ key, needs: "account", run });
}

const COMMANDS = [
  command("wait", async ({ args, msg, pause }) => {
    msg(`${args} begins`);
    await pause(1000);
    msg(`${args} goes on`);
  }),
  command("waitandask", async ({ ask, msg, pause }) => {
    await pause(1000);
    msg(`You said ${await ask("What? ")}.`);
  }),
  command("waitandfail", async ({ account, pause }) => {
    await pause(1000);
    account.set("mark", "set");
    throw new Error("after a pause");
  }),
  command("asks", async ({ ask, msg }) => msg(`You answered ${await ask("Yes? ")}.`)),
  command("forgetful", ({ pause }) => void pause(1000)),
  command("forever", ({ pause }) => pause(2 ** 31)),
  command("within", async ({ execute, msg }) => {
    await execute("wait inner");
    msg("outer goes on");
  }),
  command("watch", ({ session, signal }) => {
    signal.addEventListener("abort", () => ended.push(session.protocolKey));
  }),
  command("quick", async ({ ask, msg }) => {
    msg(`You gave ${await ask("Quick! ", { timeout: 5000 }) ?? "no answer"}.`);
  }),
  command("quicksecret", async ({ ask, msg }) => {
    const word = await ask("The word? ", { timeout: 5000, secret: true });
    msg(word === undefined ? "Too late." : "Thank you.");
  }),
];

const WAITING: Plugin = definePlugin({
  name: "waiting",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) => provide.commands("builtin/account", COMMANDS),
});

const OPTIONS = { plugins: [WAITING] };

Deno.test("8.3.6 pause() goes on after its time, and other lines run meanwhile", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("wait one"), "one begins");
  await game.advance(500);
  assert.equal(await anna.send("wait two"), "two begins");
  anna.clear();
  await game.advance(500);
  assert.equal(anna.screen, "one goes on");
  await game.advance(500);
  assert.equal(anna.screen, "one goes on\ntwo goes on");
});

Deno.test("8.3.6 pause() does not break into another command of the session", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("waitandask");
  await anna.send("wait other");
  await anna.send("asks");
  anna.clear();
  await game.advance(1000);
  assert.equal(anna.screen, "");
  assert.equal(await anna.send("yes"), "You answered yes.\nWhat? ");
  assert.equal(await anna.send("no"), "You said no.\nother goes on");
});

Deno.test("pause() ends its command without a word when the session ends", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  const bert = await newcomer(game, "bert");
  await anna.send("wait one");
  await bert.send("wait one");
  await anna.vanish();
  await game.advance(1000);
  assert.equal(bert.screen, "one begins\none goes on");
  assert.equal(anna.screen, "one begins");
  assert.deepEqual(game.trace.filter(({ level }) => level === "error"), []);
});

Deno.test("8.3.6 pause() does not hold up a reload, and is lost with it", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("wait one");
  assert.equal(await game.reload(), undefined);
  anna.clear();
  await game.advance(1000);
  assert.equal(anna.screen, "");
  assert.equal(await anna.send("wait two"), "two begins");
  assert.deepEqual(game.trace.filter(({ level }) => level === "error"), []);
});

Deno.test("a command that throws after a pause changes nothing from there on", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("waitandfail");
  await game.advance(1000);
  assert.match(anna.screen, /^Something went wrong in "waitandfail"/);
});

Deno.test("pause() that nobody awaits holds nothing and harms nobody", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("forgetful");
  const bert = await newcomer(game, "bert");
  await bert.send("forgetful");
  await bert.vanish();
  await game.advance(1000);
  assert.equal(await anna.send("wait one"), "one begins");
});

Deno.test("pause() refuses a time that no timer can wait", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  assert.match(await anna.send("forever"), /^Something went wrong in "forever"/);
  const [event] = game.trace.filter(({ kind }) => kind === "command:fail");
  assert.match(String(event?.data.error), /^RangeError: Cannot wait as the time must be from 0 to/);
});

Deno.test("pause() within a line of execute() lets other lines run, and both go on", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("within"), "inner begins");
  assert.equal(await anna.send("wait other"), "other begins");
  anna.clear();
  await game.advance(1000);
  assert.equal(anna.screen, "inner goes on\nouter goes on\nother goes on");
});

Deno.test("signal ends when the session does", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("watch");
  const before = ended.length;
  await anna.vanish();
  assert.equal(ended.length, before + 1);
});

Deno.test("ask() gives undefined when no answer comes in time, and what comes later is a line", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("quick"), "Quick! ");
  assert.equal(await anna.send("this"), "You gave this.");
  await game.advance(5000);
  await anna.send("quick");
  anna.clear();
  await game.advance(4999);
  assert.equal(anna.screen, "");
  await game.advance(1);
  assert.equal(anna.screen, "You gave no answer.");
  assert.match(await anna.send("that"), /There is no command "that"/);
});

Deno.test("ask() shows what is typed again when a secret answer came too late", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("quicksecret");
  assert.equal(anna.isSecret, true);
  await game.advance(5000);
  assert.equal(anna.isSecret, false);
  assert.match(anna.screen, /Too late\.$/);
});

Deno.test("ask() with a timeout is lost at a reload, without a word", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("quick");
  assert.equal(await game.reload(), undefined);
  anna.clear();
  await game.advance(5000);
  assert.equal(anna.screen, "");
  assert.deepEqual(game.trace.filter(({ level }) => level === "error"), []);
});
