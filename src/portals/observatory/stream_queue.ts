/** One message of a stream (`text/event-stream`), as it is sent. */
export interface Frame {
  readonly text: string;
  /** How many events it tells of: so many are lost without it. */
  readonly events: number;
}

/** Makes a frame of a kind and what it says, as JSON; JSON has no line ends of its own. */
export function frameOf(kind: string, json: string, events = 0): Frame {
  return { text: `event: ${kind}\ndata: ${json}\n\n`, events };
}

/** A line that says nothing, so that nobody on the way takes the stream for dead. */
export const HEARTBEAT: Frame = { text: ": alive\n\n", events: 0 };

/**
 * What one reader of a stream has not read yet. Who reads too slowly loses events, and is told how
 * many, rather than filling the memory.
 */
export class StreamQueue {
  readonly #most: number;
  #frames: Frame[] = [];
  #characters = 0;
  #lost = 0;
  #isEnded = false;
  #wake: (() => void) | undefined;

  /**
   * Creates an empty queue.
   *
   * @param most How many characters wait at most, beside the frame that begins the stream.
   */
  constructor(most: number) {
    this.#most = most;
  }

  /** Whether nothing more comes. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Adds what the stream begins with, however long it is. */
  begin(frame: Frame): void {
    this.#frames.push(frame);
    this.#wakeUp();
  }

  /** Adds a frame, unless too much waits already. */
  push(frame: Frame): void {
    if (this.#isEnded) return;
    if (this.#characters + frame.text.length > this.#most) {
      this.#lost += frame.events;
      return;
    }
    this.#tellLost();
    this.#add(frame);
    this.#wakeUp();
  }

  /** Counts events that no frame tells of. */
  lose(events: number): void {
    this.#lost += events;
    this.#wakeUp();
  }

  /** Ends the stream after what waits. */
  end(): void {
    this.#isEnded = true;
    this.#wakeUp();
  }

  /** Returns the next frame as soon as there is one; `undefined` at the end. */
  async next(): Promise<string | undefined> {
    for (;;) {
      if (this.#frames.length === 0) this.#tellLost();
      const frame = this.#frames.shift();
      if (frame !== undefined) {
        this.#characters = this.#frames.length === 0 ? 0 : this.#characters - frame.text.length;
        return frame.text;
      }
      if (this.#isEnded) return undefined;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  #tellLost(): void {
    if (this.#lost === 0) return;
    this.#add(frameOf("lost", JSON.stringify({ count: this.#lost })));
    this.#lost = 0;
  }

  #add(frame: Frame): void {
    this.#frames.push(frame);
    this.#characters += frame.text.length;
  }

  #wakeUp(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
