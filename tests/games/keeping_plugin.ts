import {
  type AnyCommand,
  type CmdSet,
  cmdSet,
  defineCommand,
  definePlugin,
  type Plugin,
} from "../../src/plugins/api.ts";

/** Makes a set of one command that says something. */
function saying(key: string, text: string): CmdSet<AnyCommand> {
  const command = defineCommand({ key, needs: "session", run: ({ msg }) => msg(text) });
  return cmdSet<AnyCommand>({ key, commands: [command] });
}

/** A set that is registered, as `keeping/hat`. */
export const HAT: CmdSet<AnyCommand> = saying("tip", "You tip your hat.");

/** A set that nobody registers. */
export const CROWN: CmdSet<AnyCommand> = saying("rule", "You rule.");

/** Commands that wait for an answer or a time, and one that dresses another session. */
const keeping: Plugin = definePlugin({
  name: "keeping",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.cmdset("hat", HAT);
    provide.commands("builtin/account", [
      defineCommand({
        key: "asks",
        needs: "account",
        run: async ({ ask, msg }) => msg(`You answered ${await ask("Yes? ")}.`),
      }),
      defineCommand({
        key: "waits",
        needs: "account",
        async run({ msg, pause }) {
          await pause(1000);
          msg("You waited.");
        },
      }),
      defineCommand({
        key: "dress",
        needs: "account",
        run({ args, game }) {
          game.sessions.get(Number(args))?.cmdsets.add({ name: "keeping/hat", set: HAT });
        },
      }),
    ]);
  },
});

export default keeping;
