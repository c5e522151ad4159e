import {
  type AnyCommand,
  type AuthenticateResult,
  defineCommand,
  type Game,
  type Session,
} from "@vestibule/core";
import type { Classroom } from "./classroom.ts";
import type { Seat, Seats } from "./seats.ts";

/** What sitting down needs. */
export interface SeatingParts {
  readonly seats: Seats;
  readonly classroom: Classroom;
}

const NO_SEAT = "No seat has that code. Look at the board, and type |wseat|n and the code again.";

/** The command that sits down in a seat, with its code. */
export function seatCommand(parts: SeatingParts): AnyCommand {
  return defineCommand({
    key: "seat",
    needs: "session",
    category: "login",
    usage: "seat CODE",
    help: "Sits down in the seat of that code: it is on the board. You need no name.",
    run({ args, game, session, msg }) {
      if (args === "") return msg("Type |wseat|n and the code of your seat.");
      return sitDown(session, args, { ...parts, game });
    },
  });
}

/**
 * Logs a session in to the account of the seat with this code. Wrong codes count as failed logins
 * of the address they come from.
 */
async function sitDown(
  session: Session,
  code: string,
  { seats, classroom, game }: SeatingParts & { readonly game: Game },
): Promise<void> {
  if (session.isLoggedIn) return;
  const seat = seats.byCode(code);
  const result = await admitted(seat, { session, seats, game });
  if (result === undefined) {
    return session.msg("That seat cannot be taken. Ask whoever leads the class.");
  }
  switch (result.kind) {
    case "wrong":
      return session.msg(NO_SEAT);
    // Whoever sits there has nothing but the code of the seat.
    case "code":
      return session.msg("That seat is locked. Ask whoever leads the class.");
    case "banned":
      return session.msg("You are kept out. Ask whoever leads the class.");
    case "throttled":
      return session.msg(
        `Too many wrong codes came from here. Try again in ${Math.ceil(result.seconds)} seconds.`,
      );
  }
  if (seat === undefined) return session.msg(NO_SEAT);
  seats.take(session, seat);
  await game.sessions.login(session, result.account);
  classroom.sit(session, seat);
}

/** Asks the gate; `undefined` when the seat has no account and cannot have one. */
async function admitted(
  seat: Seat | undefined,
  { session, seats, game }: Readonly<{ session: Session; seats: Seats; game: Game }>,
): Promise<AuthenticateResult | undefined> {
  const { address } = session;
  if (seat === undefined) return await game.accounts.authenticate("Seat", "", address);
  const account = await seats.makeAccount(seat, game);
  return account && await game.accounts.admit(account, address);
}
