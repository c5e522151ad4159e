/**
 * `deno task bench:realm`: what several processes cost beside a single one, in processor time.
 *
 * @module
 */
import { cpus } from "node:os";
import { refuseUsage } from "../src/cli/refuse_usage.ts";
import { NATS_SERVER } from "../tests/portals/realm/nats/nats_server.ts";
import { measure, type Measured } from "./realm/measure.ts";
import { readRealmArgs } from "./realm/realm_args.ts";
import { type RealmReport, realmTables } from "./realm/realm_report.ts";
import { startRealm, startSingle, type Variant } from "./realm/variant.ts";

const USAGE = "deno task bench:realm [--sessions N] [--ms N] [--rounds N] [--out FILE]";

/** How it runs, by what that is called in the tables. */
const VARIANTS: Readonly<Record<string, () => Promise<Variant>>> = {
  "one process": startSingle,
  "Server, 1 Portal": () => startRealm(1),
  "Server, 2 Portals": () => startRealm(2),
  "Server, 3 Portals": () => startRealm(3),
};

if (import.meta.main) await main(Deno.args);

async function main(argv: readonly string[]): Promise<void> {
  const args = readRealmArgs(argv);
  if (typeof args === "string") return refuseUsage([args], USAGE);
  if (NATS_SERVER === undefined) {
    return refuseUsage(["Cannot measure as nats-server must be installed: it is not"], USAGE);
  }
  const variants: Record<string, Measured[]> = {};
  const report: RealmReport = {
    deno: Deno.version.deno,
    machine: `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores`,
    at: new Date().toISOString(),
    command: ["deno task bench:realm", ...argv].join(" "),
    sessions: args.sessions,
    variants,
  };
  // By turns, so that all see the same machine.
  for (let round = 1; round <= args.rounds; round++) {
    for (const [name, start] of Object.entries(VARIANTS)) {
      const [load = 0] = Deno.loadavg();
      console.error(`${name}, round ${round}; load of the machine ${load.toFixed(1)}`);
      await using variant = await start();
      (variants[name] ??= []).push(await measure(variant, args));
    }
    if (args.out !== undefined) await Deno.writeTextFile(args.out, JSON.stringify(report, null, 1));
  }
  console.log(realmTables(report));
}
