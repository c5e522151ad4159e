import type { Clock } from "../../core/clock.ts";
import type { TraceEvent } from "../../core/trace/trace.ts";
import { EventRing, type Moment, type RingLimits } from "./event_ring.ts";
import type { House } from "./house.ts";
import { frameOf, type StreamQueue } from "./stream_queue.ts";

/** How much a {@linkcode Recorder} keeps, and how often it tells. Times are in milliseconds. */
export interface RecorderLimits extends RingLimits {
  /** How long events are gathered before they are told of. */
  readonly gatherMs: number;
  /** How many characters of events are gathered in that time; more are lost, and counted. */
  readonly gathered: number;
  /** How long it goes on when nobody follows any more. */
  readonly lingerMs: number;
}

/** The limits of a program: ten minutes, 20,000 events or 16 MB, told of 20 times a second. */
export const RECORDER_LIMITS: RecorderLimits = {
  ageMs: 600_000,
  events: 20_000,
  characters: 16_000_000,
  gatherMs: 50,
  gathered: 4_000_000,
  lingerMs: 600_000,
};

/** What is recorded of a house, as JSON. */
export interface Recorded {
  /** Every event, as a JSON array. */
  readonly events: string;
  /** The sessions as they were before the first event. */
  readonly from: Moment;
}

/** What there is while it records. */
interface Recording extends Disposable {
  readonly ring: EventRing;
}

/**
 * Records what happens in a house while somebody follows it, and for a while after: what is
 * recorded can be looked back at. While it does not record, it costs nothing.
 */
export class Recorder implements Disposable {
  readonly #house: House;
  readonly #clock: Clock;
  readonly #limits: RecorderLimits;
  readonly #followers = new Set<StreamQueue>();
  #recording: Recording | undefined;
  #gathered: string[] = [];
  #characters = 0;
  #lost = 0;
  #telling: Disposable | undefined;
  #lingering: Disposable | undefined;

  /**
   * Creates a recorder that does not record yet.
   *
   * @param house Whose events it records.
   * @param options The clock, and how much is kept.
   */
  constructor(
    house: House,
    { clock, limits }: { readonly clock: Clock; readonly limits: RecorderLimits },
  ) {
    this.#house = house;
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Whether it records. */
  get isRecording(): boolean {
    return this.#recording !== undefined;
  }

  /**
   * Lets somebody follow from now on.
   *
   * @param follower Takes what happens, in batches.
   * @param begin Is called once, with what is recorded so far, before the first batch.
   * @returns Ends the following when disposed of.
   */
  follow(follower: StreamQueue, begin: (recorded: Recorded) => void): Disposable {
    this.#lingering?.[Symbol.dispose]();
    const { ring } = this.#recording ??= this.#start();
    this.#tell();
    begin({ events: ring.json, from: ring.from });
    this.#followers.add(follower);
    return { [Symbol.dispose]: () => this.#leave(follower) };
  }

  /** Ends it, and the streams of all who follow. */
  [Symbol.dispose](): void {
    for (const follower of this.#followers) follower.end();
    this.#followers.clear();
    this.#stop();
  }

  #leave(follower: StreamQueue): void {
    if (!this.#followers.delete(follower) || this.#followers.size > 0) return;
    this.#lingering = this.#clock.timer(this.#limits.lingerMs, () => this.#stop());
  }

  #start(): Recording {
    const from = { at: this.#clock.now(), sessions: this.#house.sessions.syncs };
    const ring = new EventRing(from, this.#limits);
    const reading = this.#house.trace.read((event) => this.#take(event));
    const watching = this.#house.watch();
    const end = () => {
      watching[Symbol.dispose]();
      reading[Symbol.dispose]();
    };
    return { ring, [Symbol.dispose]: end };
  }

  #stop(): void {
    this.#lingering?.[Symbol.dispose]();
    this.#telling?.[Symbol.dispose]();
    this.#recording?.[Symbol.dispose]();
    this.#recording = undefined;
    this.#forget();
  }

  #take(event: TraceEvent): void {
    // What cannot be told any more is not written out first.
    if (this.#characters >= this.#limits.gathered) this.#lost++;
    else {
      const json = jsonOf(event);
      this.#gathered.push(json);
      this.#characters += json.length;
    }
    this.#telling ??= this.#clock.timer(this.#limits.gatherMs, () => this.#tell());
  }

  /** Puts what was gathered in the ring, and tells all who follow: made once, whoever they are. */
  #tell(): void {
    this.#telling?.[Symbol.dispose]();
    const [events, lost] = [this.#gathered, this.#lost];
    this.#forget();
    const ring = this.#recording?.ring;
    for (const json of events) ring?.add(json);
    ring?.roll(this.#clock.now(), () => this.#house.sessions.syncs);
    const frame = frameOf("events", `[${events.join(",")}]`, events.length);
    for (const follower of this.#followers) {
      if (events.length > 0) follower.push(frame);
      if (lost > 0) follower.lose(lost);
    }
  }

  #forget(): void {
    this.#telling = undefined;
    this.#gathered = [];
    this.#characters = 0;
    this.#lost = 0;
  }
}

/** What a plugin's event holds may be no JSON; the stream goes on. */
function jsonOf(event: TraceEvent): string {
  try {
    return JSON.stringify(event);
  } catch {
    return JSON.stringify({ ...event, data: { unreadable: true } });
  }
}
