import { SessionCore } from "../../../src/core/session/session_core.ts";

/** Makes the state of session 7, which is negotiating, without a Server around it. */
export function newSession(): SessionCore {
  return new SessionCore(
    {
      sessid: 7,
      protocolKey: "loopback",
      address: "127.0.0.1",
      connTime: 0,
      state: "negotiating",
      uid: null,
      uname: null,
      puid: null,
      cmdLast: 0,
      cmdLastVisible: 0,
      cmdTotal: 0,
      protocolFlags: {},
      flagSources: {},
      flagsVersion: 0,
      cmdsets: [],
      carry: {},
    },
    {
      output: () => {},
      undoable: () => {},
      changed: () => {},
      counted: () => {},
      restored: () => {},
      stepped: () => {},
      enqueue: () => {},
      log: () => {},
      failed: () => {},
      wake: () => {},
      follow: () => {},
      transfer: () => Promise.resolve({ kind: "transferred" }),
      findCmdSet: () => undefined,
      screen: { width: 78, height: 45 },
      maxCarryBytes: 4096,
    },
  );
}
