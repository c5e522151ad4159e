import {
  defineCommand,
  defineMenu,
  definePlugin,
  type Plugin,
  yesNo,
} from "../../src/plugins/api.ts";

/** A menu instead of the login screen, and one that logs out. */
const door: Plugin = definePlugin({
  name: "door",
  version: "1.0.0",
  api: 1,
  setup({ provide, on }) {
    provide.menu(
      "login",
      defineMenu<Record<string, never>>({
        start: "name",
        nodes: {
          name: () => ({
            text: "Who are you?",
            async input({ input, ask, game, session, msg }) {
              const password = await ask("Password:", { secret: true });
              const result = input === "new"
                ? await game.accounts.create(input, password, session.address)
                : await game.accounts.authenticate(input, password, session.address);
              if (!("account" in result)) return msg("That is not right.");
              await game.sessions.login(session, result.account);
              return null;
            },
          }),
        },
      }),
    );
    provide.menu(
      "leave",
      defineMenu<Record<string, never>>({
        start: "sure",
        nodes: {
          sure: yesNo("Log out?", {
            yes: ({ game, session }) => game.sessions.logout(session),
            no: null,
          }),
        },
      }),
    );
    const leave = defineCommand({
      key: "leave",
      needs: "account",
      run: ({ game, session }) => game.menus.start(session, "door/leave"),
    });
    provide.commands("builtin/account", [leave]);
    on("session:connect", ({ game, session }) => game.menus.start(session, "door/login"));
  },
});

export default door;
