import type { AddressCount, CrowdWord } from "../realm_words.ts";

/** What has changed at a Portal. */
export type CountsWord = Extract<CrowdWord, { kind: "counts" }>;

/** A piece of all that a Portal has. */
export type WholeWord = Extract<CrowdWord, { kind: "whole" }>;

/** How many more addresses may be remembered; those who share it share what there is. */
export interface Room {
  left: number;
}

/** All that a Portal has, of which not every piece has come. */
interface Coming {
  readonly number: number;
  readonly counts: Map<string, number>;
  /** Which piece is next. */
  next: number;
}

/**
 * How many sessions another Portal has, as far as it was heard.
 *
 * Every change says how many there are, and not how many more; so what is heard is true of its
 * addresses even while something before it is missing.
 */
export class OtherCrowd {
  readonly #room: Room;
  #counts = new Map<string, number>();
  #number = 0;
  #isWhole = true;
  #coming: Coming | undefined;
  #beforeLogin = 0;

  /**
   * Creates the crowd of a Portal that has had no session yet.
   *
   * @param room How many addresses may be remembered.
   */
  constructor(room: Room) {
    this.#room = room;
  }

  /** Whether all of it is known. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** How many sessions have not logged in. */
  get beforeLogin(): number {
    return this.#beforeLogin;
  }

  /** How many sessions there are of what an address is counted by. */
  countOf(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  /** Takes what has changed. */
  change({ after, number, beforeLogin, addresses }: CountsWord): void {
    // Something later was heard already.
    if (number < this.#number) return;
    if (after !== this.#number) this.#isWhole = false;
    this.#number = number;
    this.#beforeLogin = beforeLogin;
    for (const count of addresses) this.#put(this.#counts, count);
  }

  /** Takes a piece of all that there is, which holds once the last one has come. */
  replace({ number, beforeLogin, addresses, piece, pieces }: WholeWord): void {
    if (piece === 0) this.#begin(number);
    const coming = this.#coming;
    if (coming?.number !== number || coming.next !== piece) return this.#drop();
    for (const count of addresses) this.#put(coming.counts, count);
    coming.next++;
    if (coming.next < pieces) return;
    if (number < this.#number) return this.#drop();
    this.#room.left += this.#counts.size;
    this.#counts = coming.counts;
    this.#coming = undefined;
    this.#number = number;
    this.#beforeLogin = beforeLogin;
    this.#isWhole = true;
  }

  /** Gives back the room that it takes: it is heard no more. */
  forget(): void {
    this.#drop();
    this.#room.left += this.#counts.size;
    this.#counts.clear();
  }

  #begin(number: number): void {
    this.#drop();
    this.#coming = { number, counts: new Map(), next: 0 };
  }

  #drop(): void {
    this.#room.left += this.#coming?.counts.size ?? 0;
    this.#coming = undefined;
  }

  #put(counts: Map<string, number>, [key, count]: AddressCount): void {
    if (count === 0) {
      if (counts.delete(key)) this.#room.left++;
    } else if (counts.has(key)) counts.set(key, count);
    else if (this.#room.left > 0) {
      counts.set(key, count);
      this.#room.left--;
    }
  }
}
