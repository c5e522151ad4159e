import {
  type AnyCommand,
  defineCommand,
  definePlugin,
  type Plugin,
} from "../../src/plugins/api.ts";

/** Writes down what it hears of accounts, objects and exits, and tells it to who asks. */
const moments: Plugin = definePlugin({
  name: "moments",
  version: "1.0.0",
  api: 1,
  setup({ provide, on }) {
    const seen: string[] = [];
    on("account:create", ({ account, address }) => {
      seen.push(`create ${account.name} ${address} ${account.characters.length}`);
    });
    on("account:firstLogin", ({ account, session }) => {
      seen.push(`firstLogin ${account.name} ${session.state} ${account.sessions.length}`);
    });
    on("account:loginFail", ({ account, address }) => {
      seen.push(`loginFail ${account} ${address}`);
    });
    on("account:lastLogout", ({ account, session }) => {
      seen.push(`lastLogout ${account.name} ${session.puppet?.name ?? "-"}`);
    });
    on("object:create", ({ object }) => void seen.push(`object ${object.name} ${object.type}`));
    on("exit:traverse", ({ who, exit, from, to }) => {
      seen.push(`traverse ${who.name} ${exit.name} ${from.name} ${to.name} ${who.location?.name}`);
    });
    on("session:login", ({ account }) => void seen.push(`login ${account.name}`));
    on("session:logout", ({ account }) => void seen.push(`logout ${account.name}`));
    on("session:unpuppet", ({ puppet }) => void seen.push(`unpuppet ${puppet.name}`));
    on("session:disconnect", ({ reason }) => void seen.push(`disconnect ${reason}`));
    provide.commands("builtin/account", [
      defineCommand({
        key: "moments",
        needs: "account",
        run: ({ msg }) => msg(seen.splice(0).join("; ")),
      }),
      ...COMMANDS,
    ]);
  },
});

const COMMANDS: readonly AnyCommand[] = [
  defineCommand({ key: "destroy", run: ({ puppet }) => puppet.delete() }),
  defineCommand({
    key: "lastpuppet",
    needs: "account",
    run: ({ account, msg }) => msg(`last: ${account.lastPuppet?.name ?? "nobody"}`),
  }),
  defineCommand({
    key: "telltwo",
    run({ account, puppet, game, session, args }) {
      const chosen = args.split(" ").map((id) => game.sessions.get(Number(id)))
        .filter((one) => one !== undefined);
      account.msg("from the account", { sessions: chosen });
      puppet.msg("from the puppet", { sessions: chosen, exclude: [puppet] });
      puppet.location?.msg("from the room", { sessions: session });
    },
  }),
];

export default moments;
