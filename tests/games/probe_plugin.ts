import {
  type AnyCommand,
  type Call,
  type CmdSet,
  cmdSet,
  type CommandContext,
  defineCommand,
  definePlugin,
  type Plugin,
  ServerSession,
} from "../../src/plugins/api.ts";

type Context = CommandContext<"account">;

/** Makes a change and says half of what there is to say, so that a test sees what is left of it. */
function begin({ account, args, msg }: Context): void {
  account.set("mark", `set by ${args}`);
  msg("half of it");
}

function command(key: string, run: (context: Context) => void | Promise<void>): AnyCommand {
  return defineCommand({ key, needs: "account", run });
}

/** Comes back when the event loop has nothing else to do at once. */
function soon(): Promise<void> {
  return new Promise((resolve) => queueMicrotask(resolve));
}

const failing: readonly AnyCommand[] = [
  command("fail", (context) => {
    begin(context);
    throw new Error("at once");
  }),
  command("failsoon", async (context) => {
    await soon();
    begin(context);
    throw new Error("after a moment");
  }),
  command("faillate", async (context) => {
    begin(context);
    await soon();
    throw new Error("before a moment");
  }),
  command("spin", (context) => {
    begin(context);
    for (;;);
  }),
  command("mark", ({ account, msg }) => msg(`mark is ${account.get("mark") ?? "not set"}.`)),
  command("setmark", ({ account, args, msg }) => {
    account.set("mark", args);
    msg("mark was set.");
  }),
];

const asking: readonly AnyCommand[] = [
  command("asks", async ({ ask, msg }) => {
    const colour = await ask("Which colour? ");
    const number = await ask("Which number? ");
    msg(`It is ${colour} and ${number}.`);
  }),
  command("changeandask", async (context) => {
    begin(context);
    const answer = await context.ask("And now? ");
    context.msg(`You answered ${answer}.`);
  }),
  command("secret", async ({ ask, msg }) => {
    const word = await ask("The word? ", { secret: true });
    msg(`It has ${word.length} letters.`);
  }),
];

const keeping: readonly AnyCommand[] = [
  command("note", ({ session, args }) => {
    session.ndb.note = args;
  }),
  command("notes", ({ session, msg }) => msg(`note is ${session.db.note ?? "gone"}.`)),
  command("carry", ({ session, args }) => session.setCarry("kept", args)),
  command("carrymuch", ({ session }) => session.setCarry("much", "x".repeat(5000))),
  command(
    "carried",
    ({ session, msg }) => msg(`carried is ${session.getCarry("kept") ?? "gone"}.`),
  ),
  command("wear", ({ session }) => {
    session.cmdsets.add({ name: "probe/hat", set: HAT });
  }),
  command("wearandfail", ({ session }) => {
    session.cmdsets.add({ name: "probe/hat", set: HAT });
    throw new Error("hat too small");
  }),
  command("wearlost", ({ session }) => {
    session.cmdsets.add({ name: "probe/lost", set: HAT });
  }),
];

const HAT: CmdSet<AnyCommand> = cmdSet<AnyCommand>({
  key: "Hat",
  commands: [command("tip", ({ msg }) => msg("You tip your hat."))],
});

/** A session that loops or throws wherever a class may, when its name says so. */
class ProbeSession extends ServerSession {
  override dataIn(call: Call): Call | null {
    const [line] = call[1];
    if (line === "dataIn throws") throw new Error("in dataIn");
    if (line === "dataIn loops") { for (;;); }
    return super.dataIn(call);
  }
}

/** Commands that fail, ask and keep things, and a session class that misbehaves when told to. */
const probe: Plugin = definePlugin({
  name: "probe",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.commands("builtin/account", [...failing, ...asking, ...keeping]);
    provide.cmdset("hat", HAT);
    provide.sessionClass("ProbeSession", ProbeSession);
    provide.inputfunc("probe_throw", (session) => {
      session.account?.set("mark", "half done by an inputfunc");
      throw new Error("in an inputfunc");
    });
    provide.inputfunc("probe_loop", (session) => {
      session.account?.set("mark", "half done by an inputfunc");
      for (;;);
    });
  },
});

export default probe;
