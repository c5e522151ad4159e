import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  definePlugin,
  type Plugin,
} from "../../src/plugins/api.ts";

function command(
  key: string,
  run: (context: CommandContext<"account">) => void | Promise<void>,
): AnyCommand {
  return defineCommand({ key, needs: "account", run });
}

/** Asks until it is told yes or no; waits a second each time it is told neither. */
async function confirm(
  { ask, msg, pause }: Pick<CommandContext<"account">, "ask" | "msg" | "pause">,
): Promise<boolean> {
  for (;;) {
    const answer = await ask("Sure? ");
    if (answer === "yes" || answer === "no") return answer === "yes";
    msg(`"${answer}" is neither.`);
    await pause(1000);
  }
}

const COMMANDS: readonly AnyCommand[] = [
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
  command("sure", async (context) => {
    context.msg(await confirm(context) ? "Sure." : "Not sure.");
  }),
  command("askandfail", async ({ account, ask }) => {
    account.set("mark", await ask("What? "));
    throw new Error("after an answer");
  }),
  command("quick", async ({ ask, msg }) => {
    msg(`You gave ${await ask("Quick! ", { timeout: 5000 }) ?? "no answer"}.`);
  }),
  command("quicksecret", async ({ ask, msg }) => {
    const word = await ask("The word? ", { timeout: 5000, secret: true });
    msg(word === undefined ? "Too late." : "Thank you.");
  }),
];

/** Commands that wait, and `watch`, the end of whose session `ended` counts. */
const waiting: Plugin = definePlugin({
  name: "waiting",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    let ended = 0;
    provide.commands("builtin/account", [
      ...COMMANDS,
      command("watch", ({ signal }) => signal.addEventListener("abort", () => void ended++)),
      command("ended", ({ msg }) => msg(`${ended}`)),
    ]);
  },
});

export default waiting;
