/**
 * A login by questions, in place of the login screen and its commands: who one is, and the
 * password; whoever has no account makes one.
 *
 * @module
 */
import {
  type AnyCommand,
  defineCommand,
  defineMenu,
  definePlugin,
  escapeMarkup,
  type Menu,
  type MenuChoice,
  type Plugin,
  yesNo,
} from "@vestibule/core";

/** What the login menu remembers: never a password. */
interface Visitor {
  readonly name: string;
}

type Choice = MenuChoice<Visitor>;

/** The questions. The menu hides the commands of the login screen while it is there. */
const login: Menu<Visitor> = defineMenu<Visitor>({
  start: "name",
  cmdOnExit: null,
  allowBack: false,
  nodes: {
    name: {
      text: "Who are you?",
      help: "Type the name of your account, or one that you would like to have.",
      options: [
        { key: "guest", desc: "Look around first", goto: enterAsGuest },
        { key: "quit", desc: "Leave", goto: leave },
      ],
      input: enter,
      empty: { stay: "Type your name, please." },
    },
    unknown: yesNo(({ state }) => `There is no ${escapeMarkup(state.name)} yet. Shall there be?`, {
      yes: create,
      no: "name",
    }),
  },
});

async function enter({ input, ask, game, session }: Choice) {
  const problem = game.accounts.checkName(input);
  if (problem !== null) return { stay: escapeMarkup(problem) };
  if (await game.accounts.find(input) === undefined) {
    return { node: "unknown", state: { name: input } };
  }
  const password = await ask("Password: ", { secret: true });
  if (password === "") return "name";
  let result = await game.accounts.authenticate(input, password, session.address);
  if (result.kind === "code") {
    const code = await ask("Code of your app: ", { secret: true });
    if (code === "") return "name";
    result = await game.accounts.authenticateCode(result.owner, code, session.address);
    if (result.kind === "wrong") return { stay: "That code is wrong." };
  }
  if (result.kind !== "ok") return { stay: REFUSALS[result.kind] };
  await game.sessions.login(session, result.account);
}

const REFUSALS = {
  wrong: "That is not your password.",
  banned: "You are not welcome here.",
  throttled: "Too many tries. Come back later.",
};

async function create({ state, ask, game, session, msg }: Choice) {
  const password = await ask("Choose a password: ", { secret: true });
  if (password === "") return "name";
  const problem = game.accounts.checkPassword(password, state.name);
  if (problem !== null) return { stay: escapeMarkup(problem) };
  if (await ask("And again: ", { secret: true }) !== password) return { stay: "They differ." };
  const result = await game.accounts.create(state.name, password, session.address);
  if (result.kind === "created") return await game.sessions.login(session, result.account);
  msg(escapeMarkup(result.problems.join("\n")));
  return "name";
}

async function enterAsGuest({ game, session }: Choice) {
  const result = await game.accounts.createGuest(session.address);
  if (result.kind !== "created") return { stay: "There is no room for guests." };
  await game.sessions.login(session, result.account);
  // Whoever left meanwhile takes no guest's place.
  if (result.account.sessions.length === 0) await game.accounts.delete(result.account);
}

function leave({ game, session }: Choice): Promise<void> {
  return game.sessions.disconnect(session, "quit", "Goodbye.");
}

/** Starts the menu where the login screen would be shown. */
const welcome: AnyCommand = defineCommand({
  key: "menu login",
  system: "unloggedinLook",
  needs: "session",
  run: ({ game, session }) => game.menus.start(session, "menulogin/login", { name: "" }),
});

/** The plugin. */
const menuLogin: Plugin = definePlugin({
  name: "menulogin",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.menu("login", login);
    provide.commands("builtin/unloggedin", [welcome]);
  },
});

export default menuLogin;
