/** Menus that are data, and menus with rules of their own; `story NAME` starts one. */
import {
  type AnyCommand,
  cmdSet,
  defineCommand,
  defineMenu,
  definePlugin,
  type Menu,
  type MenuChoice,
  menuTemplate,
  menuText,
  type Plugin,
} from "@vestibule/core";

const road: Menu = menuTemplate({
  start: "fork",
  nodes: {
    fork: {
      text: "The road forks.",
      help: { signpost: "It has lost its arms.", River: "It is deep." },
      options: [
        { key: "left", aliases: ["l"], desc: "Into the wood", goto: "wood" },
        { key: "river", desc: "Along the river", goto: { stay: "The river is too high." } },
        { key: "run", goto: "home" },
        { desc: "Go home", goto: "home" },
      ],
      input: [
        { match: "say *", goto: { stay: "Nobody hears you." } },
        { match: "say*", goto: { stay: "What do you want to say?" } },
        { match: /^climb .*tree$/gi, goto: "wood" },
        { match: "a.b", goto: { stay: "A dot." } },
        { match: /^(a+)+$/, goto: "wood" },
      ],
    },
    wood: { text: "It is dark here.", options: [{ key: "home", goto: "home" }] },
    home: { text: "Home." },
  },
});

interface Purse {
  readonly coins: number;
}

/** One can do other things meanwhile. */
const chat: Menu<Purse> = defineMenu<Purse>({
  start: "chat",
  mergeType: "union",
  nodes: {
    chat: ({ state }) => ({
      text: `Chatting, ${state.coins} coins.`,
      options: [
        { key: "who", desc: "A command wins", goto: { stay: "The option wins." } },
        { key: "buy", desc: "Buy", goto: { node: "chat", state: { coins: state.coins - 1 } } },
        { key: "deep", desc: "Talk alone", goto: alone },
        {
          key: "try",
          desc: "Try to buy",
          goto({ set }) {
            set({ coins: 0 });
            return { stay: "That is too dear." };
          },
        },
      ],
    }),
  },
});

/** Lies above cmdsets that lie above other menus. */
const loud: Menu = menuTemplate({
  start: "start",
  priority: 10,
  nodes: { start: { text: "Loud.", options: [{ key: "up", goto: null }] } },
});

const horn = cmdSet<AnyCommand>({
  key: "Horn",
  priority: 5,
  commands: [
    defineCommand({ key: "honk", needs: "session", run: ({ msg }) => msg("Honk!") }),
  ],
});

const takeHorn: AnyCommand = defineCommand({
  key: "takehorn",
  needs: "session",
  run: ({ session }) => session.cmdsets.add({ name: "stories/horn", set: horn }),
});

const framed: Menu = menuTemplate({
  start: "start",
  cmdOnExit: "say framed",
  format: (shown) => {
    if (shown.node === "broken") throw new Error("broken on purpose");
    return `[${shown.menu} ${shown.node}]\n${menuText(shown)}\n[end]`;
  },
  nodes: {
    start: { text: "Framed.", options: [{ key: "on", desc: "On", goto: "broken" }] },
    broken: { text: "Never shown.", input: null },
  },
});

function alone({ game, session }: MenuChoice<Purse>): void {
  void game.menus.start(session, "stories/road");
}

const start = defineCommand({
  key: "story",
  needs: "session",
  run: ({ session, args, game }) => game.menus.start(session, `stories/${args}`, { coins: 3 }),
});

/** The plugin. */
const stories: Plugin = definePlugin({
  name: "stories",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    for (const [name, menu] of Object.entries({ road, loud, framed })) provide.menu(name, menu);
    provide.menu("chat", chat);
    provide.cmdset("horn", horn);
    provide.commands("builtin/account", [start, takeHorn]);
    provide.commands("builtin/unloggedin", [start]);
  },
});

export default stories;
