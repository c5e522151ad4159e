import { ManualClock } from "../../../src/core/clock.ts";
import { Trace, type TraceEvent } from "../../../src/core/trace/trace.ts";
import { RecordingSink } from "../../../src/portals/conformance/recording_sink.ts";
import type { Portal, PortalContext } from "../../../src/portals/api.ts";
import {
  type OpenPortalPlugin,
  openPortalPlugin,
} from "../../../src/portals/plugins/open_portal_plugin.ts";
import { RecordedConnection } from "../session/recorded_connection.ts";

type Listen = (context: PortalContext<unknown>) => Promise<Portal>;

/** Opens portal plugins whose `listen` a test writes, with a clock that it moves. */
export class PluginLab {
  readonly clock = new ManualClock();
  readonly sink = new RecordingSink();
  readonly traced: TraceEvent[] = [];
  readonly #trace = new Trace(() => this.clock.now());

  constructor() {
    this.#trace.read((event) => this.traced.push(event));
  }

  /** Opens the plugin "recorded". */
  open(listen: Listen): Promise<OpenPortalPlugin> {
    const plugin = { name: "recorded", version: "1.0.0", api: 1, listen };
    return openPortalPlugin({ plugin, settings: { port: 1 } }, {
      ...{ hostname: "127.0.0.1", sink: this.sink, clock: this.clock, trace: this.#trace },
      limits: { lineCharacters: 6000, outboundBytes: Infinity },
    });
  }

  /** Opens a plugin that works, and returns what it was given. */
  async context(): Promise<PortalContext<unknown>> {
    const given = Promise.withResolvers<PortalContext<unknown>>();
    await this.open((context) => {
      given.resolve(context);
      return Promise.resolve(aPortal());
    });
    return await given.promise;
  }

  /** Returns what was written of failures: the call, and what was thrown. */
  failures(): readonly (readonly [call: unknown, error: string])[] {
    return this.traced.filter(({ kind }) => kind === "portal:fail")
      .map(({ data }) => [data.call, String(data.error)] as const);
  }
}

/** A portal that works. */
export function aPortal(close = () => Promise.resolve()): Portal {
  return { protocolKey: "recorded", port: 7979, close };
}

/** A connection that works. */
export function aConnection(): RecordedConnection {
  return new RecordedConnection("192.0.2.7");
}
