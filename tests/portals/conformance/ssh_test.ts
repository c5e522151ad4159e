import type { ConnectionSink } from "../../../src/portals/session/connection.ts";
import { sshLab } from "../ssh/ssh_lab.ts";
import type { SshPeer } from "../ssh/ssh_peer.ts";
import { untilTyping } from "./edited_typing.ts";
import { portalConformance, type SuiteClient, type SuitePortal } from "./suite.ts";

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
    untilTyping: (mode) => untilTyping(peer, mode),
    resize: (columns) => Promise.resolve(peer.resize(columns)),
    ended: () => peer.ended(),
    vanish: () => peer.vanish(),
  };
}
