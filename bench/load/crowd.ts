import { Peer } from "./peer.ts";
import { Samples } from "./samples.ts";
import type { Figures, PeerKind, Step, Task } from "./wire.ts";

type Of<Kind extends Task["kind"]> = Omit<Extract<Task, { kind: Kind }>, "kind">;

/** How long peers do what they do before it is measured, in milliseconds. */
const WARM_UP_MS = 300;
/** What nothing but the answer of a probe's end holds. */
const PROBED = "end of probe";
/** How often lines that are due are sent, in milliseconds. */
const TICK_MS = 1;

/** Peers that do the same thing at the same time. */
export class Crowd {
  readonly #peers: Peer[] = [];
  readonly #port: number;
  #how: PeerKind = "telnet";

  /** Creates a crowd of nobody, who will connect to this port. */
  constructor(port: number) {
    this.#port = port;
  }

  /** Lets peers connect, and says how long each waited for the first text. */
  async connect({ how, count, atOnce }: Of<"connect">): Promise<Figures> {
    this.#how = how;
    const samples = new Samples();
    const begun = performance.now();
    await each(count, atOnce, async () => {
      const from = performance.now();
      this.#peers.push(await Peer.greeted(how, this.#port));
      samples.add(performance.now() - from);
    });
    return figures(samples, performance.now() - begun);
  }

  /** Lets every peer go through some steps. */
  async steps({ steps, from: first, atOnce }: Of<"steps">): Promise<Figures> {
    const samples = new Samples();
    const begun = performance.now();
    await each(this.#peers.length - first, atOnce, async (at) => {
      const index = first + at;
      const peer = this.#peers[index];
      for (const { line, until } of steps) {
        const from = performance.now();
        const answered = peer?.until(until);
        peer?.send(filledIn({ line, until }, index).line);
        await answered;
        samples.add(performance.now() - from);
      }
      if (this.#how === "mccp2") peer?.compress();
    });
    return figures(samples, performance.now() - begun);
  }

  /** Lets the first peer go through one step. */
  async first({ step }: Of<"first">): Promise<Figures> {
    const samples = new Samples();
    const from = performance.now();
    const answered = this.#peers[0]?.until(step.until);
    this.#peers[0]?.send(step.line);
    await answered;
    samples.add(performance.now() - from);
    return figures(samples, performance.now() - from);
  }

  /** Lets every peer send a line again and again, each time when it was answered. */
  async closed({ line, lines, ms }: Of<"closed">): Promise<Figures> {
    const samples = new Samples();
    const from = performance.now() + WARM_UP_MS;
    const until = from + ms;
    await Promise.all(this.#peers.map((peer) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      let missing = lines;
      let sentAt = performance.now();
      peer.events = {
        onLines(count) {
          missing -= count;
          if (missing > 0) return;
          const now = performance.now();
          if (now >= from && now < until) samples.add(now - sentAt);
          if (now >= until) return resolve();
          missing = lines;
          sentAt = now;
          peer.send(line);
        },
      };
      peer.send(line);
      return promise;
    }));
    return figures(samples, ms);
  }

  /** Lets lines be sent at a fixed rate; a line's time counts from when it was due. */
  async open({ line, lines, perSecond, ms }: Of<"open">): Promise<Figures> {
    const samples = new Samples();
    const due: number[][] = this.#peers.map((peer) => {
      let missing = lines;
      const sent: number[] = [];
      peer.events = {
        onLines(count) {
          for (missing -= count; missing <= 0 && sent.length > 0; missing += lines) {
            samples.add(performance.now() - (sent.shift() ?? 0));
          }
        },
      };
      return sent;
    });
    const begun = performance.now();
    let next = 0;
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        const passed = Math.min(performance.now() - begun, ms);
        for (; next < passed * perSecond / 1000; next++) {
          const index = next % this.#peers.length;
          due[index]?.push(begun + next * 1000 / perSecond);
          this.#peers[index]?.send(line);
        }
        if (passed < ms) return;
        clearInterval(timer);
        resolve();
      }, TICK_MS);
    });
    while (due.some(({ length }) => length > 0)) await pause();
    return figures(samples, ms);
  }

  /** Lets some say what all hear. */
  async fan({ line, speakers, perSecond, ms }: Of<"fan">): Promise<Figures> {
    const samples = new Samples();
    const from = performance.now() + WARM_UP_MS;
    const until = from + ms;
    const saidAt: number[] = [];
    let heard = 0;
    let isDone = false;
    const heardBy = this.#peers.map(() => 0);
    const say = (count: number) => {
      for (const peer of this.#peers.slice(0, count)) {
        saidAt.push(performance.now());
        peer.send(line);
      }
    };
    let missing = 0;
    const sayAll = () => {
      missing = speakers * speakers;
      say(speakers);
    };
    this.#peers.forEach((peer, index) => {
      peer.events = {
        onLines: (count) => {
          const now = performance.now();
          const before = heardBy[index] ?? 0;
          heardBy[index] = before + count;
          if (now >= from && now < until) {
            heard += count;
            for (let at = before; at < before + count; at++) samples.add(now - (saidAt[at] ?? now));
          }
          if (perSecond > 0 || index >= speakers) return;
          missing -= count;
          if (missing === 0 && !(isDone = now >= until)) sayAll();
        },
      };
    });
    if (perSecond === 0) sayAll();
    else await atRate(perSecond, until, () => say(1));
    while ((perSecond === 0 && !isDone) || heardBy.some((count) => count < saidAt.length)) {
      await pause();
    }
    return { ...figures(samples, ms), perSecond: heard * 1000 / ms };
  }

  /** Finds out how many lines the answer to a line has. */
  async probe({ line }: Of<"probe">): Promise<Figures> {
    const [peer] = this.#peers;
    const answered = peer?.until(PROBED);
    peer?.send(line);
    peer?.send(`say ${PROBED}`);
    const count = [...(await answered ?? "").matchAll(/\n/g)].length - 1;
    return { ...figures(new Samples(), 1), count };
  }

  /** Ends all connections. */
  close(): Promise<Figures> {
    for (const peer of this.#peers) peer.close();
    this.#peers.length = 0;
    return Promise.resolve(figures(new Samples(), 1));
  }
}

/** Returns a step with the number of a peer filled in. */
function filledIn({ line, until }: Step, index: number): Step {
  const filled = line.replaceAll("{n}", String(index))
    .replaceAll("{tens}", String(Math.floor(index / 10)))
    .replaceAll("{name}", nameOf(index));
  return { line: filled, until };
}

/** A name has letters alone. */
function nameOf(index: number): string {
  return `Peer${[...String(index)].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;
}

/** Does something for each number, so many at a time. */
async function each(
  count: number,
  atOnce: number,
  run: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const some = async () => {
    while (next < count) await run(next++);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, some));
}

function figures(samples: Samples, ms: number): Figures {
  const [p50 = 0, p95 = 0, p99 = 0] = samples.at(0.5, 0.95, 0.99);
  return { perSecond: samples.count * 1000 / ms, p50, p95, p99, count: samples.count };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, TICK_MS));
}

/** Does something so many times a second, until a time. */
async function atRate(perSecond: number, until: number, run: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (performance.now() < until) return run();
      clearInterval(timer);
      resolve();
    }, 1000 / perSecond);
  });
}
