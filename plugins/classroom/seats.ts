import type { Account, Game, Session } from "@vestibule/core";
import { inWords } from "./in_words.ts";

/** Under what a session and an account keep the number of their seat. */
const SEAT = "classroom/seat";
/** Accounts from this machine's own address count for no throttle. */
const OWN_ADDRESS = "127.0.0.1";

/** One seat: its account's name, and the code that lets one in. */
export interface Seat {
  /** Counted from 1. */
  readonly number: number;
  /** The name of its account: `Seat7`. */
  readonly name: string;
  /** The name of its character: `Seat Seven`. */
  readonly character: string;
  readonly code: string;
}

/** The seats of a class. */
export class Seats {
  /** All of them, by number. */
  readonly all: readonly Seat[];
  readonly #making = new Map<Seat, Promise<Account | undefined>>();

  /**
   * Creates the seats.
   *
   * @param codes Their codes, the first seat's first.
   */
  constructor(codes: readonly string[]) {
    this.all = codes.map((code, index) => ({
      number: index + 1,
      name: `Seat${index + 1}`,
      character: `Seat ${inWords(index + 1)}`,
      code,
    }));
  }

  /** Finds a seat by its code, however it is written. */
  byCode(code: string): Seat | undefined {
    const wanted = plain(code);
    return this.all.find((seat) => plain(seat.code) === wanted);
  }

  /** Returns the seat that a session sits in, logged in or not. */
  of(session: Session): Seat | undefined {
    const number = session.getCarry(SEAT) ?? session.account?.get(SEAT);
    return this.all.find((seat) => seat.number === number);
  }

  /** Returns the sessions that sit in a seat. */
  sessionsOf(seat: Seat, game: Game): readonly Session[] {
    return game.sessions.all().filter((session) => this.of(session) === seat);
  }

  /** Lets a session sit in a seat, also after it logs out. */
  take(session: Session, seat: Seat): void {
    if (session.getCarry(SEAT) !== seat.number) session.setCarry(SEAT, seat.number);
  }

  /** Lets a session get up. */
  leave(session: Session): void {
    session.setCarry(SEAT, undefined);
  }

  /**
   * Returns the account of a seat; `undefined` when nobody has ever sat there, or when the account
   * of that name is somebody's own.
   */
  async accountOf(seat: Seat, game: Game): Promise<Account | undefined> {
    const account = await game.accounts.find(seat.name);
    return account?.get(SEAT) === seat.number ? account : undefined;
  }

  /**
   * Returns the account of a seat, made if need be, without a password: the code is the seat's.
   *
   * @returns `undefined` when the seat has none and cannot have one.
   */
  makeAccount(seat: Seat, game: Game): Promise<Account | undefined> {
    // Two who sit down at the same time get the same one.
    const making = this.#making.get(seat) ??
      this.#foundOrMade(seat, game).finally(() => this.#making.delete(seat));
    this.#making.set(seat, making);
    return making;
  }

  async #foundOrMade(seat: Seat, game: Game): Promise<Account | undefined> {
    const found = await this.accountOf(seat, game);
    if (found !== undefined) return found;
    const made = await game.accounts.create(seat.name, null, OWN_ADDRESS);
    if (made.kind !== "created") return undefined;
    made.account.set(SEAT, seat.number);
    return made.account;
  }
}

function plain(code: string): string {
  return code.replace(/[^a-z0-9]/gi, "").toUpperCase();
}
