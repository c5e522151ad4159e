/** Ways by which a line is taken that nobody typed as a command. */
import {
  type AnyCommand,
  cmdSet,
  defineCommand,
  defineMenu,
  definePlugin,
  type Plugin,
} from "@vestibule/core";

/** A desk in the house, with a lever for Admins alone. */
const lever = cmdSet<AnyCommand>({
  key: "Desk",
  commands: [
    defineCommand({
      key: "lever",
      needs: "session",
      permission: "Admin",
      run: ({ msg }) => msg("The floor opens."),
    }),
  ],
});

const desk = defineMenu({
  start: "desk",
  nodes: {
    desk: () => ({
      text: "What do you write?",
      options: [{ key: "done", desc: "Leave", goto: null }],
    }),
  },
});

const plugin: Plugin = definePlugin({
  name: "trapping",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.menu("desk", desk);
    provide.cmdset("lever", lever);
    provide.commands("builtin/account", [
      defineCommand({
        key: "asked",
        needs: "account",
        async run({ ask, msg }) {
          const answer = await ask("What then?");
          msg(`You said ${answer.length} letters.`);
        },
      }),
      defineCommand({
        key: "desk",
        needs: "account",
        run: ({ game, session }) => game.menus.start(session, "trapping/desk"),
      }),
      defineCommand({
        key: "obey",
        needs: "account",
        run: ({ session, args }) => void session.executeCmd(args),
      }),
      defineCommand({
        key: "furnish",
        run: ({ puppet }) => void puppet.location?.cmdsets.add("trapping/lever"),
      }),
    ]);
  },
});

export default plugin;
