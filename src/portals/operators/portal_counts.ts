import type { Trace, TraceEvent } from "../../core/trace/trace.ts";
import { LabelCounts } from "./label_counts.ts";

/** What is refused before it is a session, by the event that tells of it. */
const EARLY_REFUSALS: ReadonlyMap<string, string> = new Map([
  ["proxy:refused", "proxy"],
  ["ssh:refuse", "ssh"],
  ["tls:handshake_failed", "tls"],
  ["websocket:refused", "websocket"],
]);

/** A protocol dropped a line that was too long before the session heard of it. */
const LONG_LINES: ReadonlySet<string> = new Set([
  "ssh:long_line",
  "telnet:long_line",
  "websocket:long_line",
]);

const REJECTED = ["too_long", "too_fast", "oob_too_fast"].map((why) => ({ why }));
const MODES = ["cold", "reload", "reset", "crash"].map((mode) => ({ mode }));
const EARLY = [...EARLY_REFUSALS.values()].map((what) => ({ what }));

/** What the Portal counts: it reads the trace, as the log does. */
export class PortalCounts implements Disposable {
  readonly connections: LabelCounts = new LabelCounts();
  readonly refusals: LabelCounts = new LabelCounts();
  readonly earlyRefusals: LabelCounts = new LabelCounts(EARLY);
  readonly disconnections: LabelCounts = new LabelCounts();
  readonly rejected: LabelCounts = new LabelCounts(REJECTED);
  readonly starts: LabelCounts = new LabelCounts(MODES);
  /** Servers that died or fell silent. */
  lost = 0;
  /** Servers whose code did not load. */
  refused = 0;
  /** When the Server that runs took over: milliseconds since 1970, and 0 before any did. */
  readyAt = 0;
  readonly #reading: Disposable;

  /**
   * Creates counts that are all 0.
   *
   * @param trace What is read, until the counts are disposed of.
   */
  constructor(trace: Trace) {
    this.#reading = trace.read((event) => this.#take(event));
  }

  [Symbol.dispose](): void {
    this.#reading[Symbol.dispose]();
  }

  #take({ kind, data, at }: TraceEvent): void {
    const text = (name: string) => String(data[name]);
    switch (kind) {
      case "portal:connect":
        return this.connections.add({ protocol: text("protocolKey") });
      case "portal:refuse":
        return this.refusals.add({ protocol: text("protocolKey"), reason: text("reason") });
      case "portal:disconnect":
        return this.disconnections.add({ reason: text("reason") });
      case "input:rejected":
        return this.rejected.add({ why: text("why") });
      case "telnet:ignored":
        if (data.why === "too often") this.rejected.add({ why: "oob_too_fast" });
        return;
      case "server:ready":
        this.readyAt = at;
        return this.starts.add({ mode: text("mode") });
      case "server:lost":
        return void this.lost++;
      case "server:refuse":
        return void this.refused++;
    }
    if (LONG_LINES.has(kind)) return this.rejected.add({ why: "too_long" });
    const what = EARLY_REFUSALS.get(kind);
    if (what !== undefined) this.earlyRefusals.add({ what });
  }
}
