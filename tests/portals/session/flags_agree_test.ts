import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { ProtocolFlags } from "../../../src/core/boundary/flags.ts";
import type { PortalMessage, ServerMessage } from "../../../src/core/boundary/messages.ts";
import { FlagServer } from "./flag_server.ts";
import { type LabClient, PortalLab } from "./portal_lab.ts";

/** One session on both sides, with the messages that are on their way between them. */
class BothSides {
  readonly #lab = new PortalLab().serve();
  readonly #client: LabClient = this.#lab.settled({ utf8: true });
  readonly #toServer: PortalMessage[] = [];
  readonly #toPortal: ServerMessage[] = [];
  #server: FlagServer;

  constructor() {
    this.#server = this.#takeOver();
  }

  learn(flags: ProtocolFlags): void {
    this.#client.events.flags(flags);
    this.#toServer.push(...this.#lab.news());
  }

  change(flags: ProtocolFlags): void {
    this.#server.change(flags);
  }

  endTurn(): void {
    this.#toPortal.push(...this.#server.endTurn());
  }

  failTurn(): void {
    this.#server.failTurn();
  }

  arriveAtServer(): void {
    const message = this.#toServer.shift();
    if (message !== undefined) this.#server.take(message);
  }

  arriveAtPortal(): void {
    const message = this.#toPortal.shift();
    if (message?.kind === "sync") this.#lab.registry.receive(message);
  }

  /** Lets another Server take over; what was on its way to the old one, or from it, is lost. */
  crash(): void {
    this.#toServer.length = this.#toPortal.length = 0;
    this.#server = this.#takeOver();
  }

  /** Lets everything arrive, and returns what either side knows then. */
  settle(): { readonly portal: ProtocolFlags; readonly server: ProtocolFlags } {
    this.endTurn();
    while (this.#toServer.length > 0) this.arriveAtServer();
    while (this.#toPortal.length > 0) this.arriveAtPortal();
    const server = this.#known();
    this.crash();
    return { portal: this.#known(), server };
  }

  /** The flags that are known: one that is `undefined` is as unknown as one that is absent. */
  #known(): ProtocolFlags {
    const known = Object.entries(this.#server.core.sync.protocolFlags);
    return Object.fromEntries(known.filter(([, value]) => value !== undefined));
  }

  #takeOver(): FlagServer {
    this.#lab.serve("crash");
    const sync = this.#lab.news().findLast((message) => message.kind === "sync");
    const own = sync?.sessions[0];
    if (own === undefined) throw new Error("Cannot take over: the Portal told of no session");
    return new FlagServer(own);
  }
}

const flags = fc.record({
  noColor: fc.boolean(),
  screenWidth: fc.constantFrom(80, 90, 100),
  term: fc.constantFrom("XTERM", "MUDLET", undefined),
}, { requiredKeys: [] });

const step = fc.oneof(
  fc.record({ what: fc.constantFrom("learn", "change"), flags }),
  fc.record({
    what: fc.constantFrom("endTurn", "failTurn", "arriveAtServer", "arriveAtPortal", "crash"),
  }),
);

Deno.test("2.3.2 both sides agree on the flags after any interleaving", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const sides = new BothSides();
      for (const step of steps) "flags" in step ? sides[step.what](step.flags) : sides[step.what]();
      const { portal, server } = sides.settle();
      assert.deepEqual(portal, server);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("a flag that the Portal learned while the Server changed another is on both sides", () => {
  const sides = new BothSides();
  sides.change({ noColor: true });
  sides.learn({ screenWidth: 132 });
  sides.endTurn();
  const both = { utf8: true, noColor: true, screenWidth: 132 };
  assert.deepEqual(sides.settle(), { portal: both, server: both });
});

Deno.test("a flag that both sides changed at the same time is what the Server made it", () => {
  const sides = new BothSides();
  sides.learn({ noColor: false });
  sides.change({ noColor: true });
  const both = { utf8: true, noColor: true };
  assert.deepEqual(sides.settle(), { portal: both, server: both });
});

Deno.test("a flag that the client changes after it saw the Server's change is the client's", () => {
  const sides = new BothSides();
  sides.change({ noColor: true });
  sides.endTurn();
  sides.arriveAtPortal();
  sides.learn({ noColor: false });
  const both = { utf8: true, noColor: false };
  assert.deepEqual(sides.settle(), { portal: both, server: both });
});

Deno.test("a turn that fails takes its own flags back and leaves the others", () => {
  const sides = new BothSides();
  sides.change({ noColor: true });
  sides.learn({ screenWidth: 132 });
  sides.arriveAtServer();
  sides.failTurn();
  const both = { utf8: true, screenWidth: 132 };
  assert.deepEqual(sides.settle(), { portal: both, server: both });
});
