import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { EventEmitter } from "node:events";
import fc from "fast-check";
import { ManualClock } from "../../../../src/core/clock.ts";
import { Connection } from "../../../../src/portals/web/client/connection.js";
import { ResumeDesk } from "../../../../src/portals/web/resume/resume_desk.ts";
import { readResumeOffer } from "../../../../src/portals/web/resume/resume_offer.ts";
import { Trace } from "../../../../src/core/trace/trace.ts";
import type { Websocket } from "../../../../src/portals/web/ws_library.ts";

/** The server's end of a line; what is sent travels until it is let through. */
class ServerEnd extends EventEmitter implements Websocket {
  readonly bufferedAmount = 0;
  readonly sent: string[] = [];
  pause(): void {}
  resume(): void {}
  ping(): void {}
  close(): void {}
  terminate(): void {}
  send(message: string | Uint8Array): void {
    this.sent.push(String(message));
  }
}

/** The page's end of a line, as browsers have it. */
class PageEnd {
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  readyState = 0;
  readonly sent: string[] = [];
  readonly protocols: readonly string[];
  onopen: () => void = () => {};
  onmessage: (event: { data: string }) => void = () => {};
  onclose: (event: { reason: string }) => void = () => {};
  constructor(_url: string, protocols: readonly string[]) {
    this.protocols = protocols;
    newest = this;
  }
  send(message: string): void {
    this.sent.push(message);
  }
}

let newest: PageEnd | null = null;

type Step =
  | { readonly kind: "say" | "tell" | "close" | "cut" | "move" | "return" }
  | { readonly kind: "up" | "down"; readonly count: number };

const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<Step>({ kind: "say" }, { kind: "tell" }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Step>(
        ...[{ kind: "close" }, { kind: "cut" }, { kind: "move" }, { kind: "return" }] as const,
      ),
    },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constantFrom("up", "down"), count: fc.nat(20) }),
    },
  ),
  { maxLength: 200 },
);

/** A page and a desk, and between them a line that is cut where a test says so. */
class Line {
  readonly heard: unknown[] = [];
  readonly read: unknown[] = [];
  readonly page: Connection;
  readonly #desk: ResumeDesk;
  #server: Websocket | null = null;
  #ends: { readonly page: PageEnd; readonly server: ServerEnd } | null = null;

  constructor(clock: ManualClock) {
    this.#desk = new ResumeDesk({ clock, trace: new Trace(), keepMs: 300_000 });
    this.page = new Connection("ws://page/ws", {
      onFrame: (name: string, [value]: unknown[]) => {
        if (name === "text") this.read.push(value);
        this.page.acknowledge();
      },
      onState: () => {},
    });
    this.join();
  }

  tell(value: number): void {
    this.#server?.send(JSON.stringify(["text", [value], {}]));
  }

  join(): void {
    if (this.#ends?.page.readyState === PageEnd.CLOSING) this.cut();
    if (this.#ends !== null) return;
    this.page.open();
    assert.ok(newest);
    const ends = { page: newest, server: new ServerEnd() };
    this.#ends = ends;
    ends.page.readyState = PageEnd.OPEN;
    ends.page.onopen();
    const offer = readResumeOffer(ends.page.protocols.join(","));
    if (this.#desk.resume(ends.server, offer, () => true)) return;
    assert.equal(this.#server, null, "a session that is kept was not found");
    this.#server = this.#desk.open(ends.server, offer);
    this.#desk.keep(this.#server, { sessid: 1, restate: () => {} });
    this.#server.on("message", (data) => {
      const [name, [value]] = JSON.parse(data.toString());
      if (name === "text") this.heard.push(value);
    });
    this.down(1); // the token; a page that lost even that begins anew
  }

  /** Lets what the page sent through. */
  up(count = Infinity): void {
    if (this.#ends === null) return;
    const { page, server } = this.#ends;
    for (const message of page.sent.splice(0, count)) {
      server.emit("message", Buffer.from(message), false);
    }
  }

  /** Lets what the server sent through. */
  down(count = Infinity): void {
    if (this.#ends === null) return;
    const { page, server } = this.#ends;
    for (const data of server.sent.splice(0, count)) page.onmessage({ data });
  }

  /** Begins to close the page's end, as a browser does that was told so, and tells nobody yet. */
  close(): void {
    if (this.#ends !== null) this.#ends.page.readyState = PageEnd.CLOSING;
  }

  /** Cuts the line; what travels on it is gone. */
  cut(reason = ""): void {
    if (this.#ends === null) return;
    const { page, server } = this.#ends;
    this.#ends = null;
    page.readyState = 3;
    page.onclose({ reason });
    server.emit("close", 1006);
  }
}

function play(
  line: Line,
  step: Step,
  next: () => number,
): readonly ["said" | "told", number] | null {
  const value = next();
  switch (step.kind) {
    case "say":
      return line.page.send("text", [value]) ? ["said", value] : null;
    case "tell":
      line.tell(value);
      return ["told", value];
    case "close":
      line.close();
      return null;
    case "cut":
      line.cut();
      return null;
    case "move":
      line.cut("moved");
      return null;
    case "return":
      line.join();
      return null;
    case "up":
    case "down":
      line[step.kind](step.count);
      return null;
  }
}

Deno.test("the page and the server hear all of each other, once and in order, however the line breaks", () => {
  const { WebSocket } = globalThis;
  Object.assign(globalThis, { WebSocket: PageEnd });
  try {
    fc.assert(
      fc.property(steps, (all) => {
        const line = new Line(new ManualClock());
        let count = 0;
        const done = { said: new Array<number>(), told: new Array<number>() };
        for (const step of all) {
          const [kind, value] = play(line, step, () => ++count) ?? [];
          if (kind !== undefined && value !== undefined) done[kind].push(value);
        }
        line.join();
        line.down();
        line.up();
        line.down();
        assert.deepEqual(line.heard, done.said);
        assert.deepEqual(line.read, done.told);
        line.cut("quit"); // after which the page does not wait to come back
      }),
      { numRuns: 500 },
    );
  } finally {
    Object.assign(globalThis, { WebSocket });
  }
});
