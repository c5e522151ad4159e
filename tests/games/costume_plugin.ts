import {
  type AnyCommand,
  type CmdSet,
  cmdSet,
  defineCommand,
  definePlugin,
  type Plugin,
} from "../../src/plugins/api.ts";

const MASK: CmdSet<AnyCommand> = cmdSet<AnyCommand>({
  key: "Mask",
  commands: [defineCommand({ key: "bow", needs: "account", run: ({ msg }) => msg("You bow.") })],
});

const NAMED = { name: "costume/mask", set: MASK };

/** Puts a cmdset on, and takes it off, where one is told: a session, an account or a puppet. */
const costume: Plugin = definePlugin({
  name: "costume",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.cmdset("mask", MASK);
    provide.commands("builtin/account", [
      defineCommand({
        key: "masksession",
        needs: "account",
        run: ({ session }) => session.cmdsets.add(NAMED),
      }),
      defineCommand({
        key: "maskaccount",
        needs: "account",
        run: ({ account }) => account.cmdsets.add(NAMED),
      }),
      defineCommand({
        key: "unmask",
        needs: "account",
        run({ session, account }) {
          session.cmdsets.remove("costume/mask");
          account.cmdsets.remove("costume/mask");
        },
      }),
    ]);
    provide.commands("builtin/character", [
      defineCommand({ key: "maskpuppet", run: ({ puppet }) => puppet.cmdsets.add(NAMED) }),
    ]);
  },
});

export default costume;
