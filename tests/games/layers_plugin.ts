import {
  type AnyCommand,
  type CmdSet,
  cmdSet,
  type CmdSetStack,
  type CommandContext,
  defineCommand,
  definePlugin,
  type OfferedTo,
  type Plugin,
} from "../../src/plugins/api.ts";

type Context = CommandContext<"account">;

function setOf(key: string, word: string, offeredTo?: OfferedTo): CmdSet<AnyCommand> {
  const commands = [
    defineCommand({ key: word, needs: "session", run: ({ msg }) => msg(`You ${word}.`) }),
  ];
  return cmdSet<AnyCommand>({ key, commands, ...offeredTo === undefined ? {} : { offeredTo } });
}

/** The sets that can be laid, each with one command: `burn`, `freeze`, `tip`, `read`, `explode`. */
const SETS: Readonly<Record<string, CmdSet<AnyCommand>>> = {
  fire: setOf("Fire", "burn"),
  ice: setOf("Ice", "freeze"),
  robe: setOf("Robe", "tip"),
  book: setOf("Book", "read", ({ owner, puppet }) => owner.get("reader") === puppet.name),
  bomb: setOf("Bomb", "explode", () => {
    throw new Error("tick");
  }),
};

/** Finds the stack of `session`, `account`, `puppet`, `here`, or of an object by its name. */
function stackOf({ session, game }: Context, who: string): CmdSetStack<AnyCommand> {
  const { account, puppet } = session;
  const named: Readonly<Record<string, { readonly cmdsets: CmdSetStack<AnyCommand> } | null>> = {
    ...{ session, account, puppet, here: puppet?.location ?? null },
  };
  const found = named[who] ?? game.world.named(who)[0];
  if (found === undefined) throw new Error(`nothing is called ${who}`);
  return found.cmdsets;
}

function lay(context: Context): void {
  const [who = "", name = "", ...options] = context.args.split(" ");
  stackOf(context, who).add(`layers/${name}`, {
    default: options.includes("default"),
    persistent: options.includes("persistent"),
  });
}

function lift(context: Context): void {
  const [who = "", name = ""] = context.args.split(" ");
  if (name === "default") stackOf(context, who).removeDefault();
  else stackOf(context, who).remove(`layers/${name}`);
}

function command(key: string, run: (context: Context) => void): AnyCommand {
  return defineCommand({ key, needs: "account", run });
}

const COMMANDS: readonly AnyCommand[] = [
  command("lay", lay),
  command("lift", lift),
  command("layfail", (context) => {
    lay(context);
    throw new Error("too heavy");
  }),
  command("liftfail", (context) => {
    lift(context);
    throw new Error("too light");
  }),
  command("stack", (context) => {
    const stack = stackOf(context, context.args);
    context.msg(`${stack.names().join(" ")} (kept: ${stack.kept().join(" ")})`);
  }),
  command("lend", ({ args, game }) => {
    const [thing = "", reader = ""] = args.split(" ");
    game.world.named(thing)[0]?.set("reader", reader);
  }),
];

/**
 * Makes a plugin whose commands lay sets on stacks and lift them: `lay WHO NAME [persistent]
 * [default]`, `lift WHO NAME`, `layfail`, `liftfail`, `stack WHO`, `lend THING READER`. There are a
 * ball, a cup and a gate where characters begin.
 *
 * @param isKnown Tells whether a set is registered; asked at every start.
 */
export function layersPlugin(isKnown: (name: string) => boolean = () => true): Plugin {
  return definePlugin({
    name: "layers",
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      for (const [name, set] of Object.entries(SETS)) {
        if (isKnown(name)) provide.cmdset(name, set);
      }
      provide.commands("builtin/account", COMMANDS);
      provide.world((world) => {
        const location = world.startLocation();
        world.create({ type: "thing", name: "ball", location });
        world.create({ type: "thing", name: "cup", location });
        world.create({ type: "exit", name: "gate", location, destination: location });
      });
    },
  });
}

const layers: Plugin = layersPlugin();

export default layers;
