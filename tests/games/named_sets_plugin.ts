import {
  type AnyCommand,
  type CmdSet,
  cmdSet,
  defineCommand,
  definePlugin,
  type Plugin,
} from "../../src/plugins/api.ts";

function setOf(key: string, ...commands: readonly AnyCommand[]): CmdSet<AnyCommand> {
  return cmdSet<AnyCommand>({ key, commands });
}

function saying(key: string, text: string): AnyCommand {
  return defineCommand({ key, needs: "session", run: ({ msg }) => msg(text) });
}

const DOOR: CmdSet<AnyCommand> = setOf(
  "Door",
  defineCommand({
    key: "door screen",
    system: "unloggedinLook",
    needs: "session",
    run: ({ msg }) => msg("Knock, please."),
  }),
  defineCommand({
    key: "knock",
    needs: "session",
    async run({ args, game, session, msg }) {
      const made = await game.accounts.create(args, "sesame-street", session.address);
      if (made.kind === "refused") return msg(made.problems.join(" "));
      await game.sessions.login(session, made.account);
    },
  }),
);

const GUILD: CmdSet<AnyCommand> = setOf(
  "Guild",
  saying("swear", "You swear to keep the door."),
  defineCommand({
    key: "leave",
    needs: "account",
    run: ({ game, session }) => game.sessions.logout(session),
  }),
);

const BODY: CmdSet<AnyCommand> = setOf("Body", saying("wave", "You wave."));

/** Sets that settings may name: one of the login screen, of an account and of a character. */
const named: Plugin = definePlugin({
  name: "named",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.cmdset("door", DOOR);
    provide.cmdset("guild", GUILD);
    provide.cmdset("body", BODY);
  },
});

export default named;
