import { enterAsSuperuser } from "../tests/e2e/players.ts";
import { withPlugin } from "../tests/e2e/plugin_source.ts";
import { AT_ONCE, type RunningProgram, startProgram } from "../tests/e2e/program.ts";
import type { TelnetClient } from "../tests/e2e/telnet_client.ts";

const PLUGIN = new URL("./counting/plugin.ts", import.meta.url).pathname;

/** Nothing is held back for coming too often: what is measured is not the gate. */
export const NO_LIMITS: readonly string[] = [
  "commandRate=0",
  "oobRate=0",
  "connectionRate=0",
  "connectionRatePerAddress=0",
  "maxSessionsPerAddress=0",
  "maxSessionsBeforeLogin=0",
  "loginTimeout=0",
].flatMap((setting) => ["--set", setting]);

/** A server with the counting plugin, and the superuser in it. */
export interface CountingHouse extends AsyncDisposable {
  readonly program: RunningProgram;
  readonly berta: TelnetClient;
}

/** Starts the program, and makes Berta its superuser. */
export async function countingHouse(settings: readonly string[] = []): Promise<CountingHouse> {
  const stack = new AsyncDisposableStack();
  const program = stack.use(
    await startProgram({
      args: [
        ...[...withPlugin(PLUGIN), ...AT_ONCE, ...NO_LIMITS],
        ...settings.flatMap((setting) => ["--set", setting]),
      ],
    }),
  );
  const berta = stack.use(await enterAsSuperuser(program, "Berta"));
  return { program, berta, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** How long input was held by each Server that became ready in this mode, in milliseconds. */
export function heldMs({ printed }: RunningProgram, mode: "reload" | "crash"): readonly number[] {
  const ready = new RegExp(`server:ready mode=${mode} epoch=\\d+ heldMs=(\\d+)`, "g");
  return [...printed.matchAll(ready)].map(([, held]) => Number(held));
}

/** The memory that a process has in use, in MiB, as Linux counts it. */
export async function residentMiB(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}
