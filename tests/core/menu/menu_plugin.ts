/** A plugin whose menus the tests walk through; `menu NAME [session|account|puppet]` starts one. */
import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  defineMenu,
  definePlugin,
  type Menu,
  pages,
  type Plugin,
  yesNo,
} from "@vestibule/core";

/** What the menus of the tests remember. */
export interface ShopState {
  readonly coins: number;
  readonly page?: number;
}

/** Buying apples, as in the documentation. */
export const shop: Menu<ShopState> = defineMenu<ShopState>({
  start: "counter",
  nodes: {
    counter: ({ state }) => ({
      text: `Counter: you have ${state.coins} coins.`,
      help: "Buy or leave.",
      options: [
        {
          key: "buy",
          aliases: ["b"],
          desc: "Buy an apple",
          goto({ state, set, msg }) {
            set({ coins: state.coins - 1 });
            msg("Crunch.");
            return "counter";
          },
        },
        { key: "bag", desc: "Look into your bag", goto: "bag" },
        { desc: "Leave", goto: null },
      ],
    }),
    async bag({ state }) {
      await Promise.resolve();
      return {
        text: `Bag: ${3 - state.coins} apples.`,
        options: [{ desc: "Drop all", goto: { node: "counter", state: { coins: 3 } } }],
        input: ({ input, msg }) => msg(`There is no "${input}" in the bag.`),
      };
    },
  },
  onEnd: ({ session, reason }) => session.msg(`The shop closes: ${reason}.`),
});

/** Everything that can go wrong. */
const broken: Menu<ShopState> = defineMenu<ShopState>({
  start: "start",
  allowQuit: false,
  nodes: {
    start: ({ state }) => ({
      text: `Broken: ${state.coins} coins.`,
      options: [
        { key: "throw", desc: "Throws", goto: ({ set }) => (set({ coins: 99 }), fail()) },
        { key: "late", desc: "Throws later", goto: () => Promise.resolve().then(fail) },
        { key: "node", desc: "To a node that throws", goto: "throwing" },
        { key: "nowhere", desc: "To no node", goto: "nowhere" },
        { key: "date", desc: "Keeps a date", goto: ({ set }) => set(new Date() as never) },
        { key: "big", desc: "Keeps too much", goto: ({ set }) => set("x".repeat(5000) as never) },
        { key: "empty", desc: "To a node that returns nothing", goto: "nothing" },
        { key: "quit", desc: "Throws as well", goto: fail },
      ],
    }),
    throwing: () => fail(),
    nothing: () => undefined as never,
  },
});

const unshowable: Menu = defineMenu({ start: "start", nodes: { start: () => fail() } });

const nested: Menu<ShopState> = defineMenu<ShopState>({
  start: "outer",
  nodes: {
    outer: ({ state }) => ({
      text: `Level ${state.coins}.`,
      options: [{
        key: "in",
        desc: "Deeper",
        goto({ game, session, state, msg }) {
          try {
            void game.menus.start(session, "menus/nested", { coins: state.coins + 1 });
          } catch (error) {
            msg(String(error));
          }
        },
      }, {
        key: "instead",
        desc: "The shop instead",
        goto({ game, session, state }) {
          void game.menus.start(session, "menus/shop", state);
          return null;
        },
      }, {
        key: "bad",
        desc: "A menu that cannot be shown",
        goto: ({ game, session }) => void game.menus.start(session, "menus/unshowable"),
      }],
    }),
  },
});

const words: Menu<ShopState> = defineMenu<ShopState>({
  start: "start",
  allowBack: false,
  allowQuit: false,
  cmdOnExit: null,
  nodes: {
    start: () => ({
      text: "Say a word.",
      options: [{ key: "look", desc: "Takes the place of look", goto: "over" }],
      input: ({ input, msg }) => msg(`You said "${input}".`),
    }),
    over: () => ({ text: "It is over." }),
  },
});

const list: Menu<ShopState> = defineMenu<ShopState>({
  start: "list",
  nodes: {
    list({ state }) {
      const goto = (page: number) => ({ node: "list", state: { ...state, page } });
      const goods = ["apple", "bread", "candle", "drum", "egg"];
      const { items, page, count, options } = pages(goods, state.page ?? 1, { size: 2, goto });
      return {
        text: `Page ${page} of ${count}.`,
        options: [...items.map((desc) => ({ desc, goto: "list" })), ...options],
      };
    },
  },
});

const sure: Menu<ShopState> = defineMenu<ShopState>({
  start: "start",
  nodes: {
    start: yesNo(({ state }) => `Spend ${state.coins} coins?`, {
      yes: "spent",
      no: null,
      default: "no",
    }),
    spent: () => ({ text: "They are spent." }),
  },
});

const asking: Menu<ShopState> = defineMenu<ShopState>({
  start: "start",
  nodes: {
    start: () => ({
      text: "Ask away.",
      options: [{
        key: "name",
        desc: "Be asked",
        goto: async ({ ask, msg }) => msg(`Hello ${await ask("What is your name?")}.`),
      }],
    }),
  },
});

const start: AnyCommand = defineCommand({
  key: "menu",
  needs: "session",
  async run({ session, args, game, msg }) {
    const [name = "", where = "session", node] = args.split(" ");
    const on = { session, account: session.account, puppet: session.puppet }[where];
    const options = { ...on ? { on } : {}, ...node === undefined ? {} : { node } };
    try {
      await game.menus.start(session, `menus/${name}`, { coins: 3 }, options);
    } catch (error) {
      msg(String(error));
    }
  },
});

const badState: AnyCommand = defineCommand({
  key: "badmenu",
  needs: "session",
  run({ session, args, game, msg }) {
    const states: Readonly<Record<string, unknown>> = {
      date: { when: [new Date()] },
      nan: { coins: NaN },
      big: { text: "x".repeat(5000) },
      function: fail,
    };
    try {
      void game.menus.start(session, "menus/shop", states[args]);
    } catch (error) {
      msg(String(error));
    }
  },
});

const failing: AnyCommand = defineCommand({
  key: "failing",
  needs: "session",
  async run({ session, game }: CommandContext<"session">) {
    await game.menus.start(session, "menus/shop", { coins: 3 });
    fail();
  },
});

function fail(): never {
  throw new Error("broken on purpose");
}

/** The plugin. */
export const menuPlugin: Plugin = definePlugin({
  name: "menus",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    const menus = { shop, broken, nested, words, list, sure, asking };
    for (const [name, menu] of Object.entries(menus)) provide.menu(name, menu);
    provide.menu("unshowable", unshowable);
    provide.commands("builtin/account", [start, badState, failing]);
    provide.commands("builtin/unloggedin", [start]);
  },
});

export default menuPlugin;
