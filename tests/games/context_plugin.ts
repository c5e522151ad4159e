import {
  type AnyCommand,
  cmdSet,
  type CommandContext,
  defineCommand,
  definePlugin,
  escapeMarkup,
  InterruptCommand,
  muxArgs,
  type Plugin,
} from "../../src/plugins/api.ts";

type Context = CommandContext<"session">;

function command(key: string, run: (context: Context) => void | Promise<void>): AnyCommand {
  return defineCommand({ key, needs: "session", run });
}

/** Tells what a command was given. */
function told({ args, name, raw, extra, lastCmd }: Context): string {
  const last = lastCmd === null ? "none" : `${lastCmd.key}/${lastCmd.name}/${lastCmd.args}`;
  return escapeMarkup(`${name}|${args}|${raw}|${JSON.stringify(extra)}|last ${last}`);
}

/** Ends the command that calls it. */
async function interrupt(): Promise<never> {
  await Promise.resolve();
  throw new InterruptCommand();
}

const probes: readonly AnyCommand[] = [
  defineCommand({
    key: "told",
    aliases: ["tell me"],
    needs: "session",
    run: (context) => context.msg(told(context)),
  }),
  defineCommand({
    key: "kept",
    aliases: ["keep"],
    needs: "session",
    saveForNext: true,
    run() {},
  }),
  command("who am i", ({ session, account, puppet, caller, msg }) => {
    const own = caller === puppet ? "puppet" : caller === account ? "account" : "session";
    msg(`${own}${caller === (puppet ?? account ?? session) ? "" : "?"}`);
  }),
  command("make ball", ({ puppet, game }) => {
    const ball = game.world.create({
      type: "thing",
      name: "ball",
      location: puppet?.location ?? null,
    });
    ball.cmdsets.add({ name: "context/ball", set: BALL });
    puppet?.cmdsets.add({ name: "context/ball", set: BODY });
  }),
  command("all", ({ msg }) => msg("only here")),
  defineCommand({
    ...{ key: "everywhere", needs: "session", msgAllSessions: true },
    run: ({ msg }) => msg("everywhere"),
  }),
  defineCommand({
    ...{ key: "here", needs: "session", msgAllSessions: false },
    run: ({ msg }) => msg("here alone"),
  }),
  defineCommand({
    key: "early",
    needs: "session",
    args: muxArgs(),
    preRun: ({ args, msg }) => msg(`pre with ${args}`),
    run: ({ args, msg }) => msg(`run with ${args.argList.length}`),
  }),
];

const ending: readonly AnyCommand[] = [
  defineCommand({
    key: "interrupted",
    needs: "session",
    saveForNext: true,
    async run({ session, args, msg }) {
      session.ndb.mark = args;
      msg("so far");
      await interrupt();
      msg("too far");
    },
    postRun: ({ msg }) => msg("post"),
  }),
  defineCommand({
    key: "interrupted before",
    needs: "session",
    preRun: () => interrupt(),
    run: ({ msg }) => msg("run"),
  }),
  command("marked", ({ session, msg }) => msg(`mark is ${session.ndb.mark ?? "not set"}.`)),
  command("outer", async ({ execute, msg }) => {
    await execute("interrupted x");
    msg("outer goes on");
  }),
];

const LOCKED = defineCommand({
  key: "locked",
  needs: "session",
  permission: "Developer",
  run: (context) => context.msg(`unlocked: ${told(context)}`),
});

const running: readonly AnyCommand[] = [
  LOCKED,
  command("ready", ({ execute }) => execute(" some args ", { command: LOCKED, extra: { a: 1 } })),
  command("giving", ({ args, execute }) => execute(args, { extra: { quiet: true } })),
  command("account does", ({ account, args, msg }) => {
    msg(`${account?.executeCmd(args, { extra: { by: "account" } })}`);
  }),
  command("body does", ({ puppet, args, msg }) => msg(`${puppet?.executeCmd(args)}`)),
  command("room does", ({ puppet, args, msg }) => msg(`${puppet?.location?.executeCmd(args)}`)),
  command("other does", ({ account, session, args, msg }) => {
    const other = account?.sessions.find((one) => one !== session);
    if (other !== undefined) msg(`${account?.executeCmd(args, { session: other })}`);
  }),
  command("stranger does", ({ account, game, args, msg }) => {
    const stranger = game.sessions.all().find((one) => one.account !== account);
    if (stranger !== undefined) msg(`${account?.executeCmd(args, { session: stranger })}`);
  }),
];

const BALL = cmdSet<AnyCommand>({
  key: "Ball",
  commands: [command("squeeze", ({ obj, msg }) => msg(`You squeeze ${obj?.name}.`))],
});

const BODY = cmdSet<AnyCommand>({
  key: "Body",
  commands: [command("stretch", ({ obj, puppet, msg }) => msg(`${obj === puppet}`))],
});

const COMMANDS = [...probes, ...ending, ...running];

/** Commands that tell what they are given, before and after login. */
const context: Plugin = definePlugin({
  name: "context",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.commands("builtin/account", COMMANDS);
    provide.commands("builtin/unloggedin", COMMANDS);
    provide.cmdset("ball", BALL);
  },
});

export default context;
