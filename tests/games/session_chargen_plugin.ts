import {
  type AnyCommand,
  defineCommand,
  defineMenu,
  definePlugin,
  escapeMarkup,
  type Json,
  type Menu,
  type MenuContext,
  type Plugin,
} from "@vestibule/core";

/** A character that is being made. */
interface Draft {
  readonly name?: string;
  readonly desc?: string;
}

/** Where an account keeps what it has not finished, so that it can go on at another visit. */
const DRAFT = "sessionchargen/draft";

/** Makes a character on one session, while the account's others go on (behaviour 14.13). */
const making: Menu<Draft> = defineMenu<Draft>({
  start: "name",
  nodes: {
    name(context) {
      keep(context);
      return {
        text: "What shall your character be called?",
        input: ({ input, state }) => ({ node: "desc", state: { ...state, name: input } }),
        empty: { stay: "It needs a name." },
      };
    },
    desc(context) {
      keep(context);
      return {
        text: `What does ${escapeMarkup(context.state.name ?? "")} look like?`,
        input: ({ input, state }) => ({ node: "sure", state: { ...state, desc: input } }),
      };
    },
    sure(context) {
      keep(context);
      const { name = "", desc = "" } = context.state;
      return {
        text: `${escapeMarkup(name)}: ${escapeMarkup(desc)}`,
        options: [
          {
            key: "yes",
            desc: "Enter the world",
            async goto({ account, game, session }) {
              if (account === null) return null;
              const result = game.accounts.createCharacter(account, name);
              if (result.kind === "refused") return { stay: escapeMarkup(result.problem) };
              result.character.desc = escapeMarkup(desc);
              account.set(DRAFT, undefined);
              await game.sessions.puppet(session, result.character);
              return null;
            },
          },
          { key: "name", desc: "Another name", goto: "name" },
        ],
      };
    },
  },
});

function keep({ account, node, state }: MenuContext<Draft>): void {
  const kept: Json = { node, ...state };
  account?.set(DRAFT, kept);
}

const charmake: AnyCommand = defineCommand({
  key: "charmake",
  needs: "account",
  permission: "Player",
  async run({ account, game, session, puppet, msg }) {
    if (puppet !== null) return msg("Go out of character first.");
    const { node, ...state } = { ...(account.get(DRAFT) as { node?: string } & Draft | undefined) };
    const options = node === undefined ? {} : { node };
    await game.menus.start(session, "sessionchargen/making", state, options);
  },
});

/** The plugin. */
const sessionChargen: Plugin = definePlugin({
  name: "sessionchargen",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.menu("making", making);
    provide.commands("builtin/account", [charmake]);
  },
});

export default sessionChargen;
