import {
  type Call,
  defineCommand,
  definePlugin,
  type Plugin,
  ServerSession,
} from "../../src/plugins/api.ts";

/** Hears the types of the texts to each session; `heard SESSID` tells them and forgets them. */
const hearing: Plugin = definePlugin({
  name: "hearing",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    const heard = new Map<number, unknown[]>();
    class Heard extends ServerSession {
      override dataOut(calls: readonly Call[]): void {
        const types = heard.get(this.sessid) ?? [];
        heard.set(this.sessid, types);
        for (const [name, , kwargs] of calls) {
          if (name === "text") types.push(kwargs.type ?? "plain");
        }
        super.dataOut(calls);
      }
    }
    provide.sessionClass("Heard", Heard);
    provide.commands("builtin/unloggedin", [
      defineCommand({
        key: "heard",
        needs: "session",
        run({ args, msg }) {
          msg((heard.get(Number(args)) ?? []).join(" "));
          heard.delete(Number(args));
        },
      }),
    ]);
  },
});

export default hearing;
