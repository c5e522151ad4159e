import { type CountsWord, OtherCrowd, type Room, type WholeWord } from "./other_crowd.ts";

/** How many addresses are remembered, of all other Portals together. */
export const MAX_ADDRESSES = 1_000_000;
/** How many other Portals are remembered. */
export const MAX_PORTALS = 1_000;
/** After how many beats in which a Portal was not heard its sessions are forgotten. */
const MAX_SILENCE = 4;

/** A Portal that is heard. */
interface Heard {
  readonly crowd: OtherCrowd;
  /** How many beats ago it was heard. */
  silence: number;
  /** Whether it was asked for all that it has since the last beat. */
  isAsked: boolean;
}

/** How many sessions all other Portals have that are heard. */
export class OtherCrowds {
  readonly #heard = new Map<string, Heard>();
  readonly #room: Room;

  /**
   * Creates it; no Portal was heard yet.
   *
   * @param maxAddresses How many addresses are remembered; how many sessions others have is not known.
   */
  constructor(maxAddresses: number = MAX_ADDRESSES) {
    this.#room = { left: maxAddresses };
  }

  /** How many sessions there are of what an address is counted by. */
  countOf(key: string): number {
    let sum = 0;
    for (const { crowd } of this.#heard.values()) sum += crowd.countOf(key);
    return sum;
  }

  /** How many sessions have not logged in. */
  get beforeLogin(): number {
    let sum = 0;
    for (const { crowd } of this.#heard.values()) sum += crowd.beforeLogin;
    return sum;
  }

  /**
   * Takes what a Portal says of its sessions.
   *
   * @returns Whether it is to be asked for all that it has: something was missed, and it was not asked
   * since the last beat.
   */
  hear(word: CountsWord | WholeWord): boolean {
    const heard = this.#heard.get(word.instance) ?? this.#meet(word.instance);
    if (heard === undefined) return false;
    heard.silence = 0;
    if (word.kind === "counts") heard.crowd.change(word);
    else heard.crowd.replace(word);
    // The rest of the pieces is on its way.
    if (word.kind === "whole" || heard.crowd.isWhole || heard.isAsked) return false;
    heard.isAsked = true;
    return true;
  }

  /** Forgets a Portal that has ended. */
  forget(instance: string): void {
    this.#heard.get(instance)?.crowd.forget();
    this.#heard.delete(instance);
  }

  /** Lets a beat pass: forgets those that were silent for too many. */
  beat(): void {
    for (const [instance, heard] of this.#heard) {
      heard.isAsked = false;
      if (heard.silence++ >= MAX_SILENCE) this.forget(instance);
    }
  }

  #meet(instance: string): Heard | undefined {
    if (this.#heard.size >= MAX_PORTALS) return undefined;
    const heard = { crowd: new OtherCrowd(this.#room), silence: 0, isAsked: false };
    this.#heard.set(instance, heard);
    return heard;
  }
}
