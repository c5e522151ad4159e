import type { NatsConnection } from "@nats-io/transport-node";
import * as v from "valibot";
import type { Clock } from "../../../core/clock.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import type { Crowd, CrowdElsewhere } from "../../session/crowd.ts";
import {
  type AddressCount,
  AddressKeySchema,
  type CrowdWord,
  CrowdWordSchema,
  encodeWord,
  hearWords,
} from "../realm_words.ts";
import type { RealmSubjects } from "../subjects.ts";
import { inPieces } from "./in_pieces.ts";
import { MAX_PORTALS, OtherCrowds } from "./other_crowds.ts";

/** How often a Portal gives a sign of life, in milliseconds. */
export const BEAT_MS = 2_000;
/** How long changes are collected after some were told, in milliseconds. */
const COLLECT_MS = 100;
/** How long the counts in one message may be, in bytes: who reads it is not to be stopped for long. */
const PIECE_BYTES = 64 * 1024;
/** Room in a message of NATS for what is beside the counts, in bytes. */
const AROUND_BYTES = 512;

/** What {@linkcode SharedCrowd} is made with. */
export interface SharedCrowdOptions {
  readonly connection: Pick<NatsConnection, "publish" | "subscribe" | "info">;
  readonly subjects: RealmSubjects;
  /** Tells this process from all others: 16 hexadecimal digits. */
  readonly instance: string;
  /** The sessions of this Portal; they are made after this, which they are told of. */
  readonly own: () => Pick<Crowd, "beforeLogin" | "counts" | "countOf">;
  readonly clock: Clock;
  readonly trace: Trace;
}

/**
 * Lets all Portals of a realm count their sessions together: each tells the others how many it has.
 *
 * Nobody is asked while a client waits: what another Portal has accepted counts here as soon as it is
 * heard. Who missed something sees that by the number of what comes next, a sign of life at the
 * latest, and asks for all that there is. Whoever is silent for too long counts for nothing, until it
 * is heard again.
 */
export class SharedCrowd implements CrowdElsewhere, Disposable {
  readonly #options: SharedCrowdOptions;
  readonly #others = new OtherCrowds();
  /** What has changed here, and was not told. */
  readonly #changed = new Set<string>();
  /** Who was told all since the last beat. */
  readonly #told = new Set<string>();
  /** How many changes were told. */
  #number = 0;
  #isChanged = false;
  #collecting: Disposable | undefined;
  #beating: Disposable | undefined;
  #listening: readonly { unsubscribe(): void }[] = [];

  /**
   * Creates it; nobody is heard yet.
   *
   * @param options The way to the other Portals, and who counts here.
   */
  constructor(options: SharedCrowdOptions) {
    this.#options = options;
  }

  /** Hears the others and is heard by them, from now on. */
  open(): void {
    const { connection, subjects, instance } = this.#options;
    const parts = {
      ...{ connection, schema: CrowdWordSchema },
      hear: (word: CrowdWord) => word.instance === instance ? undefined : this.#hear(word),
      onFault: ({ message: error }: Error) =>
        this.#options.trace.emit("boundary:fault", { level: "error", data: { error } }),
    };
    this.#listening = [subjects.crowd, subjects.crowdAt(instance)].map((subject) =>
      hearWords({ ...parts, subject })
    );
    this.#say(subjects.crowd, { kind: "ask", instance });
    this.#beat();
  }

  countOf(key: string): number {
    return this.#others.countOf(key);
  }

  get beforeLogin(): number {
    return this.#others.beforeLogin;
  }

  changed(key?: string): void {
    this.#isChanged = true;
    if (key !== undefined) this.#changed.add(key);
    if (this.#collecting === undefined) this.#tell();
  }

  /** Tells the others that no session is left, and hears no more of them. */
  [Symbol.dispose](): void {
    const { subjects, instance } = this.#options;
    for (const listening of this.#listening) listening.unsubscribe();
    this.#collecting?.[Symbol.dispose]();
    this.#beating?.[Symbol.dispose]();
    this.#say(subjects.crowd, { kind: "gone", instance });
  }

  #hear(word: CrowdWord): void {
    const { subjects, instance } = this.#options;
    switch (word.kind) {
      case "counts":
      case "whole": {
        const isToBeAsked = this.#others.hear(word);
        if (isToBeAsked) this.#say(subjects.crowdAt(word.instance), { kind: "ask", instance });
        return;
      }
      case "ask":
        return this.#tellAll(word.instance);
      case "gone":
        return this.#others.forget(word.instance);
    }
  }

  /** Gives a sign of life, from now on; who asks again is told all again. */
  #beat(): void {
    const { clock, subjects } = this.#options;
    this.#others.beat();
    this.#told.clear();
    const number = this.#number;
    this.#say(subjects.crowd, { kind: "counts", ...this.#said([], number), after: number });
    this.#beating = clock.timer(BEAT_MS, () => this.#beat());
  }

  /** Tells what has changed; what changes soon after is told together. */
  #tell(): void {
    const { clock, own, subjects } = this.#options;
    const keys = [...this.#changed];
    this.#changed.clear();
    this.#isChanged = false;
    for (const addresses of this.#pieces(keys.map((key) => [key, own().countOf(key)]))) {
      const after = this.#number++;
      this.#say(subjects.crowd, { kind: "counts", ...this.#said(addresses, after + 1), after });
    }
    this.#collecting = clock.timer(COLLECT_MS, () => {
      this.#collecting = undefined;
      if (this.#isChanged) this.#tell();
    });
  }

  /** Tells one Portal all that there is, once between two beats. */
  #tellAll(instance: string): void {
    if (this.#told.has(instance) || this.#told.size >= MAX_PORTALS) return;
    this.#told.add(instance);
    const { own, subjects } = this.#options;
    const pieces = this.#pieces(own().counts);
    for (const [piece, addresses] of pieces.entries()) {
      const said = { ...this.#said(addresses, this.#number), piece, pieces: pieces.length };
      this.#say(subjects.crowdAt(instance), { kind: "whole", ...said });
    }
  }

  #pieces(counts: Iterable<AddressCount>): readonly (readonly AddressCount[])[] {
    const { max_payload: maxPayload = Infinity } = this.#options.connection.info ?? {};
    // What is no address is counted by each Portal alone.
    const told = [...counts].filter(([key]) => v.is(AddressKeySchema, key));
    return inPieces(told, Math.min(PIECE_BYTES, maxPayload - AROUND_BYTES));
  }

  #said(addresses: readonly AddressCount[], number: number) {
    const { instance, own } = this.#options;
    return { instance, number, beforeLogin: own().beforeLogin, addresses: [...addresses] };
  }

  #say(subject: string, word: CrowdWord): void {
    this.#options.connection.publish(subject, encodeWord(word));
  }
}
