import type { ConnectionSink } from "../../../src/portals/session/connection.ts";
import { sshLab } from "../ssh/ssh_lab.ts";
import type { SshPeer } from "../ssh/ssh_peer.ts";
import { portalConformance, type SuiteClient, type SuitePortal } from "./suite.ts";

const KILL_LINE = "\x15";
const REDRAW = "\x0c";
const PROBE = "~";
const CLEARED = "\x1b[H\x1b[2J";

portalConformance("SshConnection", open);

async function open(sink: ConnectionSink): Promise<SuitePortal> {
  const lab = await sshLab({ sink });
  let closing: Promise<void> | undefined;
  return {
    protocolKey: "ssh",
    advance: (ms) => lab.clock.advance(ms),
    connect: async () => client(await lab.connect()),
    close: () => closing ??= lab.close(),
  };
}

function client(peer: SshPeer): SuiteClient {
  return {
    type: (line) => Promise.resolve(peer.press(`${line}\r`)),
    until: (text) => peer.until(text),
    async untilTyping(mode) {
      if (mode === "shown") {
        peer.press(PROBE);
        await peer.until(PROBE);
        return peer.press(KILL_LINE);
      }
      peer.press(PROBE + REDRAW);
      const before = await peer.untilRaw(CLEARED);
      if (before.includes(PROBE)) throw new Error(`Cannot hide ${PROBE}: it was shown`);
      await peer.until("Password:");
      peer.press(KILL_LINE);
    },
    resize: (columns) => Promise.resolve(peer.resize(columns)),
    ended: () => peer.ended(),
    vanish: () => peer.vanish(),
  };
}
