import { temporaryFolder } from "../../tests/core/store/samples.ts";
import { type BenchRun, within } from "../bench_run.ts";
import { AT_ONCE, enterAll, WAY_BACK } from "../enter_all.ts";
import type { PeerKind } from "../load/wire.ts";
import { LoadProcess } from "../load_process.ts";
import { resident } from "../resident.ts";
import { startBare, startGame } from "../targets/target.ts";

const SESSIONS = [1000, 5000, 10_000];
const KINDS: readonly PeerKind[] = ["telnet", "mccp2", "websocket", "tls"];

/** What a session costs that has logged in and is idle. */
export async function memory(run: BenchRun): Promise<void> {
  for (const sessions of within(SESSIONS, run.scale)) {
    const bare = await ofBare(sessions);
    run.add(row(`a bare connection, ${sessions} of them`, [bare]));
    using folder = temporaryFolder();
    const dataFolder = folder.path;
    await makeAccounts(sessions, dataFolder);
    for (const how of KINDS) {
      run.tell(`memory: ${sessions} sessions by ${how}`);
      const { each, all } = await ofGame(how, { count: sessions, dataFolder });
      const name = `an idle session by ${how}, ${sessions} of them`;
      run.add({ ...row(name, [each]), ofEcho: [each / bare] });
      run.add({ ...row(`all of ${sessions} sessions by ${how}`, [all]), unit: "MiB" });
    }
  }
}

/** The memory of a bare server for each connection, in KiB. */
async function ofBare(count: number): Promise<number> {
  await using load = new LoadProcess();
  await using echo = await startBare("echo");
  const before = await resident(echo.pid);
  const task = { kind: "connect", how: "telnet", count, atOnce: AT_ONCE } as const;
  await load.order({ crowd: "all", port: echo.port, task });
  return (await resident(echo.pid) - before) / count;
}

/** The memory of a game for each of those who came back to accounts they had. */
async function ofGame(
  how: PeerKind,
  { count, dataFolder }: { readonly count: number; readonly dataFolder: string },
): Promise<{ readonly each: number; readonly all: number }> {
  await using load = new LoadProcess();
  const settings = [`maxCompressedSessions=${count}`];
  await using game = await startGame({ settings, dataFolder });
  const { telnetPort, tlsPort, webPort } = game.program;
  const port = { telnet: telnetPort, mccp2: telnetPort, tls: tlsPort, websocket: webPort }[how];
  const before = await resident(game.pid);
  await enterAll(load, { port, count, how, steps: WAY_BACK });
  const after = await resident(game.pid);
  return { each: (after - before) / count, all: after / 1024 };
}

/** Makes their accounts and characters in a process of its own, which leaves nothing in memory. */
async function makeAccounts(count: number, dataFolder: string): Promise<void> {
  await using load = new LoadProcess();
  await using game = await startGame({ dataFolder });
  await enterAll(load, { port: game.port, count });
  await game.program.stop("SIGTERM");
}

function row(name: string, rounds: readonly number[]) {
  return { group: "memory", name, unit: "KiB", better: "less", rounds } as const;
}
