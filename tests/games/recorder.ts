import {
  definePlugin,
  type HookEvents,
  type HookName,
  type Plugin,
  ServerSession,
} from "../../src/plugins/api.ts";

/** The moments of a session's life. */
const MOMENTS = [
  ...["session:connect", "session:beforeLogin", "account:firstLogin", "session:login"],
  ...["session:beforePuppet", "session:puppet", "session:beforeUnpuppet", "session:unpuppet"],
  ...["account:lastLogout", "session:logout", "session:disconnect", "account:logout"],
] as const satisfies readonly HookName[];

/** The event of a moment of a session's life. */
type Moment = HookEvents[typeof MOMENTS[number]];

/** The setting under which sessions record what their class is told. */
export const RECORDED = { serverSessionClass: "recorder/RecordedSession" } as const;

/**
 * Makes a plugin that writes down every moment of every session, each with the session's state.
 *
 * @param seen Takes what is written.
 * @param watch Looks at a moment while it lasts.
 */
export function recorder(
  seen: string[],
  watch: (name: HookName, event: Moment) => void | Promise<void> = () => {},
): Plugin {
  class RecordedSession extends ServerSession {
    override atSync(): void {
      seen.push(`atSync() ${this.state}`);
    }
    override atLogin(): void {
      seen.push(`atLogin() ${this.state}`);
    }
    override atDisconnect(): void {
      seen.push(`atDisconnect() ${this.state}`);
    }
  }
  return definePlugin({
    name: "recorder",
    version: "1.0.0",
    api: 1,
    setup({ provide, on }) {
      provide.sessionClass("RecordedSession", RecordedSession);
      for (const name of MOMENTS) {
        on(name, (event: Moment) => {
          seen.push(`${name} ${event.session.state}`);
          return watch(name, event);
        });
      }
    },
  });
}
