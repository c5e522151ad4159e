import {
  type AnyCommand,
  type CmdSet,
  cmdSet,
  defineCommand,
  definePlugin,
  type Plugin,
} from "../../src/plugins/api.ts";

const done: AnyCommand = defineCommand({
  key: "done",
  needs: "account",
  run({ account, game, session, msg }) {
    const made = game.accounts.createCharacter(account, String(session.getCarry("name")));
    session.cmdsets.remove("naming/menu");
    msg(made.kind === "created" ? `${made.character.name} is made.` : made.problem);
  },
});

const name: AnyCommand = defineCommand({
  key: "name",
  needs: "account",
  run({ args, session, msg }) {
    session.setCarry("name", args);
    msg(`It will be called ${args}.`);
  },
});

const other: AnyCommand = defineCommand({
  key: "other",
  system: "noMatch",
  needs: "account",
  run: ({ msg }) => msg("Type name or done."),
});

const MENU: CmdSet<AnyCommand> = cmdSet<AnyCommand>({
  key: "Naming",
  priority: 1,
  mergeType: "replace",
  noExits: true,
  noObjects: true,
  commands: [name, done, other],
});

/** The command `naming` lays a menu over one session, in which a character is named and made. */
const naming: Plugin = definePlugin({
  name: "naming",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.cmdset("menu", MENU);
    provide.commands("builtin/account", [
      defineCommand({
        key: "naming",
        needs: "account",
        run({ session, msg }) {
          session.cmdsets.add("naming/menu");
          msg("Who will it be?");
        },
      }),
    ]);
  },
});

export default naming;
