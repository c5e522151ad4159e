import type { QuestionName } from "../../../src/core/boundary/question_table.ts";
import type { Answer, Asks } from "../../../src/core/boundary/questions.ts";
import { httpResponse } from "../../core/boundary/http_samples.ts";
import { ManualClock } from "../../../src/core/clock.ts";
import { Trace } from "../../../src/core/trace/trace.ts";
import { Houses } from "../../../src/portals/observatory/houses.ts";
import { Observatory } from "../../../src/portals/observatory/observatory.ts";
import { observatoryFiles } from "../../../src/portals/observatory/observatory_files.ts";
import { RECORDER_LIMITS } from "../../../src/portals/observatory/recorder.ts";
import type { AppOptions } from "../../../src/portals/web/app.ts";
import { Browsers } from "../../../src/portals/web/sign_in/browsers.ts";
import { FakeHouse } from "../observatory/fake_house.ts";
import { countedBytes } from "./sign_in/counted_bytes.ts";
import { kept, StandingServer } from "./sign_in/standing_server.ts";

/** All that the web portal can answer with, switched on; whoever asks is staff. */
export interface WholeApp extends Disposable {
  readonly options: AppOptions;
  readonly clock: ManualClock;
  /** Whom the routes ask. */
  readonly server: StandingServer;
  readonly observatory: Observatory;
  /** What answers for plugins. */
  readonly plugins: PluginServer;
}

/** A Server whose plugins answer everything with a page. */
class PluginServer implements Asks {
  readonly asked: unknown[] = [];

  // deno-lint-ignore require-await -- a promise, as those that wait for a Server
  async ask(_name: QuestionName, asked: unknown): Promise<Answer<never>> {
    this.asked.push(asked);
    // Routes ask for nothing else.
    return { kind: "answered", value: httpResponse("<p>Sunny.</p>") } as Answer<never>;
  }
}

const STATUS = {
  ...{ name: "The Old House", isOpen: true, players: 1, startedAt: 0, uptime: 1 },
  ports: { telnetPort: 4000 },
};

const PLUGIN_LIMITS = {
  ...{ pluginHttpMaxBody: 100, pluginHttpMaxHeaders: 30, pluginHttpTimeout: 1_000 },
  ...{ pluginHttpMaxRequests: 50, pluginHttpRate: 0, pluginHttpBurst: 0 },
};

/** Makes what the web portal answers with when everything is on. */
export function wholeApp(): WholeApp {
  const clock = new ManualClock(1_000);
  const random = countedBytes();
  const plugins = new PluginServer();
  const server = new StandingServer();
  server.standings.set(1, kept("Anna", { isStaff: true }));
  server.authenticated = { kind: "ok", uid: 1 };
  const parts = { questions: server, clock, random };
  const browsers = new Browsers({ ...parts, trace: new Trace() });
  const houses = new Houses(new FakeHouse("main", clock));
  const observatory = new Observatory({
    ...{ houses, clock, randomBytes: random, limits: RECORDER_LIMITS },
  });
  const serverName = "The Old House";
  const peer = { address: "192.0.2.7", isSecure: false };
  const pass = {
    access: "full",
    actor: { uid: null, address: peer.address },
    holds: () => true,
    renew: () => Promise.resolve(),
  } as const;
  const options: AppOptions = {
    serverName,
    ready: () => ({ ready: true }),
    operators: {
      clock,
      metrics: () => Promise.resolve("up 1\n"),
      mayReadMetrics: () => true,
      status: () => STATUS,
    },
    redirects: { "/old": "/status" },
    signIn: { ...parts, browsers, serverName, isBanned: () => false, peerOf: () => peer },
    plugins: {
      ...{ questions: plugins, clock, limits: PLUGIN_LIMITS },
      ...{ isBanned: () => false, addressOf: () => peer.address },
    },
    observatory: {
      ...{ observatory, clock, serverName, maxStreams: 5, files: observatoryFiles(serverName) },
      passOf: () => Promise.resolve(pass),
    },
  };
  return {
    options,
    clock,
    server,
    plugins,
    observatory,
    [Symbol.dispose]: () => observatory[Symbol.dispose](),
  };
}
