import type { OobNames } from "../../core/boundary/oob_names.ts";
import type { Asks } from "../../core/boundary/questions.ts";
import { ManualClock } from "../../core/clock.ts";
import { PORT_SETTINGS, PORTS, type PortSetting } from "../../core/settings/ports.ts";
import type { Settings } from "../../core/settings/settings.ts";
import type { Trace } from "../../core/trace/trace.ts";
import { type OpenPortals, openPortals } from "../../portals/portal.ts";
import type { AddressRates } from "../../portals/session/connection_gate.ts";
import type { ConnectionSink } from "../../portals/session/connection.ts";
import type { SupervisorState } from "../../portals/supervisor_state.ts";
import { TelnetTestClient } from "./telnet_client.ts";
import type { TestClient } from "./test_client.ts";
import { WebsocketTestClient } from "./websocket_client.ts";

/** What {@linkcode SocketPortals} stand on. */
export interface SocketPortalsOptions {
  readonly settings: Settings;
  readonly sink: ConnectionSink;
  readonly trace: Trace;
  readonly state: () => SupervisorState;
  readonly questions: Asks;
  readonly oob: () => OobNames;
  readonly isBanned: (address: string) => boolean;
  readonly seeks: AddressRates;
}

/** A client that is connected, and the number of its session. */
export interface Connected {
  readonly client: TestClient;
  readonly sessid: number;
}

type SocketPortal = "telnet" | "websocket";
type Outcome = ReturnType<ConnectionSink["connect"]>;

const PORT_OF: { readonly [Name in SocketPortal]: PortSetting } = {
  telnet: "telnetPort",
  websocket: "webPort",
};

/** How far a portal's own time moves while a client waits: longer than its waits for a client. */
const PATIENCE_MS = 1000;

/** The portals of the product, each opened when the first client of its kind comes. */
export class SocketPortals {
  readonly #options: SocketPortalsOptions;
  readonly #open = new Map<SocketPortal, Promise<OpenPortals>>();
  /** Their time is their own: no leap of the game's makes them think that a client is gone. */
  readonly #clock = new ManualClock();
  #connecting: Promise<unknown> = Promise.resolve();
  #arrived: (outcome: Outcome) => void = () => {};

  /** Creates portals that do not listen yet. */
  constructor(options: SocketPortalsOptions) {
    this.#options = options;
  }

  /**
   * Connects a client, one at a time: so it is known whose session is whose.
   *
   * @throws {Error} When the connection is refused.
   */
  connect(portal: SocketPortal): Promise<Connected> {
    const connected = this.#connecting.then(() => this.#connect(portal));
    this.#connecting = connected.catch(() => {});
    return connected;
  }

  /** Lets the portals' own time pass, as it does while a client waits. */
  wait(): void {
    this.#clock.advance(PATIENCE_MS);
  }

  /** Stops listening; the clients are to be gone by then. */
  async close(): Promise<void> {
    for (const open of this.#open.values()) await (await open).close();
  }

  async #connect(portal: SocketPortal): Promise<Connected> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.#arrived = resolve;
    const ports = await this.#opened(portal);
    const client = portal === "telnet"
      ? await TelnetTestClient.connect(ports.telnetPort ?? 0)
      : await WebsocketTestClient.connect(ports.webPort ?? 0);
    const outcome = await promise;
    if (outcome.kind === "accepted") return { client, sessid: outcome.sessid };
    await client.close();
    throw new Error(`Cannot connect as the Portal must admit it: it said "${outcome.reason}"`);
  }

  #opened(portal: SocketPortal): Promise<OpenPortals> {
    const open = this.#open.get(portal) ?? this.#listen(portal);
    this.#open.set(portal, open);
    return open;
  }

  #listen(portal: SocketPortal): Promise<OpenPortals> {
    const { settings, sink } = this.#options;
    return openPortals({
      ...this.#options,
      settings: { ...settings, host: "127.0.0.1", webTls: false, ...onlyPort(PORT_OF[portal]) },
      sink: {
        connect: (connection, flags) => {
          const outcome = sink.connect(connection, flags);
          this.#arrived(outcome);
          return outcome;
        },
      },
      clock: this.#clock,
      plugins: [],
      ...{ folder: "", keysFolder: "" },
      onPortTaken: (_setting, port) => Promise.resolve(port),
    });
  }
}

/** Lets one of our portals listen, on a free port. */
function onlyPort(wanted: PortSetting): Partial<Settings> {
  const entries = PORT_SETTINGS.flatMap((name) => [
    [name, 0],
    [PORTS[name].enabled, name === wanted],
  ]);
  return Object.fromEntries(entries);
}
