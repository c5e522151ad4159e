import { seededBytes } from "../../e2e/seeded_bytes.ts";
import { COMMAND } from "../../../src/portals/telnet/telnet_bytes.ts";

const { IAC, SB, SE, WILL, DONT, EOR } = COMMAND;
const TYPED = new TextEncoder().encode("look é日👩‍👩‍👧\r\n\x7f\x08\x15\x17\x1b[A\0");

/** Numbers that look random and are the same for the same seed. */
export class Dice {
  #bytes: Uint8Array;
  #at = 0;
  #seed: number;

  /** Creates dice that fall as the seed says. */
  constructor(seed: number) {
    this.#seed = seed;
    this.#bytes = seededBytes(seed, 1024);
  }

  /** Returns a byte. */
  byte(): number {
    if (this.#at === this.#bytes.length) {
      this.#seed = (this.#seed + 0x9e3779b9) | 0;
      this.#bytes = seededBytes(this.#seed, 1024);
      this.#at = 0;
    }
    return this.#bytes[this.#at++] ?? 0;
  }

  /** Returns a number from 0 up to, but not including, `end` (at most 256). */
  below(end: number): number {
    return this.byte() % end;
  }
}

/** Makes a short stream: half of them anything, half made as telnet's grammar has it, with faults. */
export function fuzzStream(dice: Dice): Uint8Array {
  if (dice.below(2) === 0) return Uint8Array.from({ length: dice.below(48) }, () => dice.byte());
  const parts = Array.from({ length: 1 + dice.below(6) }, () => phrase(dice));
  return Uint8Array.from(parts.flat());
}

function phrase(dice: Dice): number[] {
  switch (dice.below(6)) {
    case 0:
      return [IAC, WILL + dice.below(DONT - WILL + 1), dice.byte()];
    case 1:
      return [IAC, EOR + dice.below(IAC - EOR + 1)];
    case 2:
      return subnegotiation(dice, [IAC, SE]);
    case 3:
      return subnegotiation(dice, [IAC, dice.byte()].slice(0, dice.below(3)));
    case 4:
      return [IAC, IAC];
    default:
      return typed(dice);
  }
}

function subnegotiation(dice: Dice, end: readonly number[]): number[] {
  const payload = Array.from({ length: dice.below(24) }, () => dice.byte());
  return [IAC, SB, dice.byte(), ...payload, ...end];
}

function typed(dice: Dice): number[] {
  const from = dice.below(TYPED.length);
  return [...TYPED.subarray(from, from + dice.below(12))];
}
