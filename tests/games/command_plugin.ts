import {
  type AnyCommand,
  type Command,
  type CommandContext,
  defineCommand,
  definePlugin,
  type Plugin,
} from "../../src/plugins/api.ts";

type Context = CommandContext<"account">;

type Hooks = Pick<Command<Context>, "preRun" | "postRun" | "run">;

function hooked(key: string, hooks: Hooks): AnyCommand {
  return defineCommand({ key, needs: "account", ...hooks });
}

function command(key: string, run: (context: Context) => void | Promise<void>): AnyCommand {
  return hooked(key, { run });
}

/** Comes back when the event loop has nothing else to do at once. */
function soon(): Promise<void> {
  return new Promise((resolve) => queueMicrotask(resolve));
}

const withHooks: readonly AnyCommand[] = [
  hooked("ordered", {
    preRun: ({ msg }: Context) => msg("pre"),
    run: ({ msg }: Context) => msg("run"),
    postRun: ({ msg }: Context) => msg("post"),
  }),
  hooked("orderedlate", {
    async preRun({ msg }: Context) {
      await soon();
      msg("pre");
    },
    async run({ msg }: Context) {
      await soon();
      msg("run");
    },
    async postRun({ msg }: Context) {
      await soon();
      msg("post");
    },
  }),
  hooked("stopped", {
    preRun: () => "stop",
    run: ({ msg }: Context) => msg("run"),
    postRun: ({ msg }: Context) => msg("post"),
  }),
  hooked("failsbefore", {
    preRun(context: Context) {
      mark(context);
      throw new Error("in preRun");
    },
    run() {},
  }),
  hooked("failsafter", {
    run: mark,
    async postRun() {
      await soon();
      throw new Error("in postRun");
    },
  }),
  hooked("failsbetween", {
    run(context: Context) {
      mark(context);
      throw new Error("in run");
    },
    postRun: ({ msg }: Context) => msg("post"),
  }),
  command("marked", ({ account, msg }) => msg(`mark is ${account.get("mark") ?? "not set"}.`)),
];

const nesting: readonly AnyCommand[] = [
  command("twice", async ({ args, execute, msg }) => {
    msg("before");
    await execute(args);
    await execute(args);
    msg("after");
  }),
  command("careless", (context) => {
    mark(context);
    context.execute(context.args);
  }),
  command("catches", async (context) => {
    mark(context);
    try {
      await context.execute("failsbefore");
    } catch {
      context.msg("caught");
    }
  }),
  command("deep", async ({ args, execute, msg }) => {
    const left = Number(args);
    if (left === 0) return msg("at the bottom");
    await execute(`deep ${left - 1}`);
  }),
  command("asks", async ({ ask, msg }) => msg(`You said ${await ask("What? ")}.`)),
  command("leaves", async ({ execute }) => {
    await execute("quit");
    await execute("marked");
  }),
];

function mark({ account, msg }: Context): void {
  account.set("mark", "set");
  msg("half of it");
}

/** Commands with hooks, and commands that run others. */
const commands: Plugin = definePlugin({
  name: "commands",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) => provide.commands("builtin/account", [...withHooks, ...nesting]),
});

export default commands;
