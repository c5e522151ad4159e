/**
 * Plays well-known MUD clients against a server and shows what each of them gets.
 *
 * `deno task lab` starts our own server; `deno task lab HOST PORT` visits one that you may visit.
 */
import { messageOf } from "../src/core/trace/error_text.ts";
import { LAB_HELP, readLabArgs } from "./args.ts";
import { writeDocs } from "./clients_page.ts";
import { textGrid } from "./grid.ts";
import { runHostile } from "./hostile/run_hostile.ts";
import { startOurServer } from "./our_server.ts";
import { runLab } from "./run_lab.ts";
import type { Target } from "./lab_client.ts";
import { tlsFactsOf, tlsText } from "./tls_facts.ts";
import { lookIn, ourVisit, type Visit } from "./visits.ts";

const args = readLabArgs(Deno.args);
if (args.kind === "help") {
  console.log(LAB_HELP);
} else if (args.kind === "problem") {
  console.error(args.problem);
  Deno.exitCode = 2;
} else if (args.target === undefined) {
  await using server = await startOurServer();
  const target = args.isSecure
    ? { hostname: "127.0.0.1", port: server.tlsPort ?? 0, isSecure: true } as const
    : { hostname: "127.0.0.1", port: server.telnetPort ?? 0 };
  await run(target, ourVisit, { ...args, isHostile: true });
} else {
  await run(args.target, lookIn(args.login), args).catch((error) => {
    console.error(messageOf(error));
    Deno.exitCode = 1;
  });
}

async function run(
  target: Target,
  visit: Visit,
  { isHostile, isJson, isWritten }: {
    readonly isHostile: boolean;
    readonly isJson: boolean;
    readonly isWritten: boolean;
  },
): Promise<void> {
  const patience = { longestMs: 5000, quietMs: 1000 };
  const tls = target.isSecure ? await tlsFactsOf(target) : undefined;
  const rows = await runLab({ target, visit, patience });
  const attacks = isHostile ? await runHostile(target, patience) : [];
  if (isWritten) writeDocs(rows);
  if (isJson) return console.log(JSON.stringify({ rows, attacks, tls }, null, 2));
  if (tls !== undefined) console.log(`${tlsText(tls)}\n`);
  console.log(textGrid(rows));
  for (const { name, outcome } of attacks) console.log(`${name}: ${outcome}`);
}
