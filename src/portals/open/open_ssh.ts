import { TrustedProxies } from "../proxy/trusted_proxies.ts";
import { ConnectionGate } from "../session/connection_gate.ts";
import { KeyFolder } from "../key_folder.ts";
import { hostKey } from "../ssh/host_key.ts";
import { listenSsh } from "../ssh/listen_ssh.ts";
import { clientLimits, hostnameOf } from "./client_limits.ts";
import type { OpenedPortal, OpenOptions } from "./portals_options.ts";

/** After how much silence an SSH client is asked whether it is there, in milliseconds. */
const SILENCE_MS = 15_000;

/** Opens the SSH portal as the settings say. */
export async function openSsh(options: OpenOptions): Promise<OpenedPortal> {
  const { settings, sink, clock, trace, questions, isBanned, keysFolder, port } = options;
  const { privateKey, fingerprint } = await hostKey(new KeyFolder(keysFolder));
  // Sessions are counted when they come; a handshake costs more, and comes before.
  const gate = new ConnectionGate(settings, clock);
  const portal = await listenSsh({
    hostname: hostnameOf(settings),
    ...{ port, sink, clock, trace, questions },
    serverName: settings.serverName,
    hostKey: privateKey,
    proxies: new TrustedProxies(settings.trustedProxies),
    isWelcome: (address) => !isBanned(address) && gate.refusal(address) === undefined,
    limits: {
      ...clientLimits(settings),
      historyLines: settings.lineHistory,
      passwordTries: settings.sshPasswordTries,
      loginMs: settings.sshLoginTimeout * 1000,
      silenceMs: SILENCE_MS,
      pending: { inAll: settings.sshMaxWaiting, perAddress: settings.sshMaxWaitingPerAddress },
    },
  });
  return {
    ...{ protocolKey: portal.protocolKey, port: portal.port, close: () => portal.close() },
    stopListening: () => portal.stopListening?.(),
    notes: [["SSH host key", `ED25519 ${fingerprint}`]],
  };
}
