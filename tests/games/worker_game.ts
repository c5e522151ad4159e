import type { Batch } from "../../src/core/boundary/batch.ts";
import type { Boundary } from "../../src/core/boundary/boundary.ts";
import {
  type PortalMessage,
  type ServerMessage,
  ServerMessageSchema,
} from "../../src/core/boundary/messages.ts";
import { systemClock } from "../../src/core/clock.ts";
import { resolveSettings } from "../../src/core/settings/resolve.ts";
import type { Config } from "../../src/core/settings/settings.ts";
import { startStoreWorker } from "../../src/core/store/store_handle.ts";
import { PlayedGame } from "../../src/plugins/test_game.ts";
import type { SettlingServer } from "../../src/plugins/testing/played_game_options.ts";
import type { TestGame } from "../../src/plugins/testing.ts";
import type { RunningServer } from "../../src/portals/running_server.ts";
import { spawnServer } from "../../src/spawn_server.ts";
import * as v from "valibot";

/** Settings under which a test neither waits nor is held back. */
const SETTINGS: Config = {
  scryptCost: 1,
  commandRate: 0,
  oobRate: 0,
  loginTimeout: 0,
  plugins: [],
  heartbeatInterval: 0,
  commandTimeLimit: 20_000,
  reloadTimeout: 60_000,
};

/** What a {@linkcode workerGame} is played with. */
export interface WorkerGameOptions {
  readonly settings?: Config;
  /** The database file; one in memory unless given. */
  readonly database?: string;
  /** Where relative plugin specifiers start. */
  readonly folder?: string;
}

/** Starts a game whose Server and Store run in isolates of their own, as in production. */
export async function workerGame(options: WorkerGameOptions = {}): Promise<TestGame> {
  const { settings } = resolveSettings([
    { name: "test defaults", values: { ...SETTINGS } },
    { name: "test", values: { ...options.settings } },
  ]);
  const store = await startStoreWorker({
    place: options.database ?? ":memory:",
    onError(error) {
      throw error;
    },
  });
  const claimCode = "TEST-CODE";
  const game = new PlayedGame({
    settings,
    clock: systemClock,
    claimCode,
    spawn: (epoch, _trace, { off }) =>
      settling(spawnServer({
        epoch,
        off,
        settings,
        claimCode,
        isStrict: true,
        store: store.connect(epoch),
        folder: options.folder ?? Deno.cwd(),
      })),
    close: () => store.close(),
  });
  await game.start();
  return game;
}

/** Adds to a Server the question whether it is idle: a ping of our own, told apart by its time. */
export function settling(server: RunningServer): SettlingServer {
  let asked = 0;
  const waiting = new Map<number, (isIdle: boolean) => void>();
  const boundary: Boundary<PortalMessage, ServerMessage> = {
    get waiting() {
      return server.boundary.waiting;
    },
    send: (message) => server.boundary.send(message),
    close() {
      for (const answer of waiting.values()) answer(true);
      return server.boundary.close();
    },
    onFault: (tell) => server.boundary.onFault(tell),
    onBatch(receive) {
      server.boundary.onBatch((batch) => receive(withoutOurs(batch)));
    },
  };
  const withoutOurs = (batch: Batch<ServerMessage>): Batch<ServerMessage> => ({
    epoch: batch.epoch,
    messages: batch.messages.filter((message) => {
      v.parse(ServerMessageSchema, message);
      if (message.kind !== "pong" || message.at >= 0) return true;
      waiting.get(message.at)?.(message.isIdle);
      return false;
    }),
  });
  const isIdle = () => {
    const at = --asked;
    server.boundary.send({ kind: "ping", at });
    return new Promise<boolean>((resolve) => waiting.set(at, resolve));
  };
  return {
    ...server,
    boundary,
    onDeath(tell) {
      server.onDeath((error) => {
        for (const answer of waiting.values()) answer(true);
        tell(error);
      });
    },
    async settled() {
      while (!await isIdle());
    },
  };
}
