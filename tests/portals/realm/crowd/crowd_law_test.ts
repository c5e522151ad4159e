import assert from "node:assert/strict";
import * as fc from "fast-check";
import { BOUND_MS, type CountingPortal, CrowdLab } from "./crowd_lab.ts";

const ADDRESSES = ["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"];

type Step =
  | { readonly kind: "come"; readonly at: number; readonly address: string }
  | { readonly kind: "leave" | "logIn"; readonly which: number }
  | { readonly kind: "move"; readonly which: number; readonly at: number }
  | { readonly kind: "start" | "end" | "die" | "cut" | "lose" | "delay"; readonly at: number }
  | { readonly kind: "wait"; readonly ms: number };

const at = fc.nat(6);
const which = fc.nat(30);
const of = <Kind extends string>(kind: Kind, weight: number) => ({
  ...{ weight, arbitrary: fc.record({ kind: fc.constant(kind), at }) },
});

const STEPS: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      ...{ kind: fc.constant("come" as const), at, address: fc.constantFrom(...ADDRESSES) },
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("leave" as const), which }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("logIn" as const), which }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("move" as const), which, at }) },
  ...[of("start" as const, 2), of("end" as const, 1), of("die" as const, 1)],
  ...[of("cut" as const, 3), of("lose" as const, 8), of("delay" as const, 3)],
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.nat(4_000) }),
  },
);

/** Portals of a lab that start and end, and sessions that come and go. */
class Play {
  readonly lab = new CrowdLab();
  portals: CountingPortal[] = [this.lab.portal(200 + 512), this.lab.portal(), this.lab.portal()];
  #sessid = 0;
  readonly #ended: CountingPortal[] = [];

  async step(step: Step): Promise<void> {
    switch (step.kind) {
      case "come":
        return void this.#at(step.at)?.come(++this.#sessid, step.address);
      case "leave":
        return this.#whose(step.which, (portal, sessid) => portal.leave(sessid));
      case "logIn":
        return this.#whose(step.which, (portal, sessid) => portal.logIn(sessid));
      case "move": {
        const to = this.#at(step.at);
        if (to === undefined) return;
        return this.#whose(step.which, (portal, sessid) => portal.move(sessid, to));
      }
      case "start":
        if (this.portals.length < 6) this.portals.push(this.lab.portal());
        return;
      case "end":
      case "die":
        return this.#end(this.#at(step.at), step.kind === "end" ? "in order" : "at once");
      case "cut":
        return this.#change(step.at, ({ end }) => void (end.isCut = !end.isCut));
      case "lose":
        return this.#change(step.at, ({ end }) => end.loseNext(/\.crowd/));
      case "delay":
        return this.#change(step.at, ({ end }) => end.pause());
      case "wait":
        return await this.lab.advance(step.ms);
    }
  }

  /** Lets nothing be lost any more, and waits for as long as it may take them to agree. */
  async mend(): Promise<void> {
    for (const { end } of this.portals) {
      end.isCut = false;
      end.loseNothing();
      end.resume();
    }
    await this.lab.advance(BOUND_MS);
  }

  stop(): void {
    for (const portal of this.portals) portal.stop("at once");
  }

  #at(at: number): CountingPortal | undefined {
    return this.portals[at % this.portals.length];
  }

  #change(at: number, change: (portal: CountingPortal) => void): void {
    const portal = this.#at(at);
    if (portal !== undefined) change(portal);
  }

  #whose(which: number, run: (portal: CountingPortal, sessid: number) => void): void {
    const all = this.portals.flatMap((portal) =>
      [...portal.sessions.keys()].map((sessid) => [portal, sessid] as const)
    );
    const one = all[which % Math.max(1, all.length)];
    if (one !== undefined) run(...one);
  }

  #end(portal: CountingPortal | undefined, how: "in order" | "at once"): void {
    if (portal === undefined || this.portals.length < 2) return;
    portal.end.resume();
    portal.stop(how);
    this.portals = this.portals.filter((other) => other !== portal);
    this.#ended.push(portal);
  }
}

Deno.test("all Portals agree on how many sessions there are within ten seconds, whatever happened before", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(STEPS, { minLength: 20, maxLength: 80, size: "max" }),
      async (steps) => {
        const play = new Play();
        try {
          for (const step of steps) await play.step(step);
          await play.mend();
          const all = play.portals.flatMap(({ sessions }) => [...sessions.values()]);
          const beforeLogin = all.filter(({ state }) => state === "unloggedin").length;
          for (const portal of play.portals) {
            assert.equal(portal.beforeLogin, beforeLogin);
            for (const address of ADDRESSES) {
              const network = /^2001:db8:.*:1::/.test(address) || !address.startsWith("2001")
                ? [address]
                : ["2001:db8::1", "2001:db8::2"];
              const count = all.filter((sync) => network.includes(sync.address)).length;
              assert.equal(portal.counts(address), count, address);
            }
          }
        } finally {
          play.stop();
        }
      },
    ),
    { numRuns: 200 },
  );
});
