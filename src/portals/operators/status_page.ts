import { escapeHtml } from "../web/page_file.ts";
import page from "./client/status.html" with { type: "text" };
import { spanText } from "./span_text.ts";
import type { Status } from "./status.ts";

/**
 * Writes the page of a status.
 *
 * @param status What it tells.
 * @param host The name under which the house was asked, for those who come by other ways.
 */
export function statusPage(status: Status, host: string): string {
  const { name, isOpen, players, uptime, startedAt } = status;
  const values: Readonly<Record<string, string>> = {
    NAME: escapeHtml(name),
    STATE: isOpen ? "open" : "closed",
    STATE_TEXT: isOpen ? "The world is open." : "The world is not open just now. Look again soon.",
    PLAYERS: String(players),
    PLAYERS_LABEL: players === 1 ? "player" : "players",
    UPTIME: spanText(uptime),
    STARTED: new Date(startedAt).toISOString(),
    WAYS: waysIn(status, host).map(wayText).join("\n"),
  };
  return page.replace(/%([A-Z_]+)%/g, (whole, key) => values[key] ?? whole);
}

function waysIn({ ports }: Status, host: string): readonly (readonly [string, string])[] {
  const { telnetPort, tlsPort, sshPort } = ports;
  return [
    ...(telnetPort === undefined ? [] : [["Telnet", `telnet ${host} ${telnetPort}`] as const]),
    ...(tlsPort === undefined ? [] : [["Telnet over TLS", `${host}, port ${tlsPort}`] as const]),
    ...(sshPort === undefined ? [] : [["SSH", `ssh -p ${sshPort} NAME@${host}`] as const]),
  ];
}

function wayText([label, way]: readonly [string, string]): string {
  return `<dt>${escapeHtml(label)}</dt><dd><code>${escapeHtml(way)}</code></dd>`;
}
