import type { Client } from "./clients.ts";

/** What each client is made to do in its visit, and how the table says what came of it. */
const CHECKS: Readonly<Record<string, (client: Client) => string>> = {
  "Login screen": () => "shown",
  "Password": ({ showsPasswords }) => showsPasswords ? "no: shows it" : "hidden",
  "Prompt": () => "shown",
  "Colours": ({ colours }) => colours,
  "60 columns": ({ columns }) => columns === undefined ? "no: not told" : `${columns}`,
  "UTF-8 shown": ({ utf8 }) => utf8 ? "yes" : "no: single bytes",
  "UTF-8 typed": ({ utf8 }) => utf8 ? "yes" : "no: single bytes",
  "Compression": ({ isCompressed }) => isCompressed ? "MCCP2" : "none",
  "Reload": () => "stays",
  "Quit": ({ end }) => end === undefined ? "ends" : `then ${end.name}`,
};

/** Writes the table of docs/clients.md: a row for each client. */
export function clientsTable(clients: readonly Client[]): string {
  const head = ["Program", ...Object.keys(CHECKS)];
  const rows = clients.map((client) => [
    client.name,
    ...Object.values(CHECKS).map((cell) => cell(client)),
  ]);
  return [head, head.map(() => "-"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
