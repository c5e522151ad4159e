import { escapeMarkup, type Game, type PluginStorage, type Session } from "@vestibule/core";
import { LESSON_MESSAGE, lessonText } from "./lesson_text.ts";
import type { Seat, Seats } from "./seats.ts";
import type { Beginning, Lesson } from "./settings.ts";

/** What a classroom is made of. */
export interface ClassroomParts {
  readonly seats: Seats;
  readonly lessons: readonly Lesson[];
  readonly storage: PluginStorage;
}

/** One session of a seat, as the board shows it. */
export interface BoardSession {
  readonly sessid: number;
  readonly protocol: string;
  readonly state: Session["state"];
  /** What it puppets, if anything. */
  readonly puppet: string | null;
}

/** The class as the board shows it. */
export interface Board {
  /** The number of the chapter that the class is at; 0 before the first. */
  readonly chapter: number;
  readonly chapters: readonly string[];
  readonly seats: readonly {
    readonly number: number;
    readonly name: string;
    readonly sessions: readonly BoardSession[];
  }[];
}

/** The class: which chapter it is at, and who sits where. */
export class Classroom {
  readonly #parts: ClassroomParts;

  /**
   * Creates a class before its first chapter, or where a reload found it.
   *
   * @param parts The seats, the chapters, and where the class's own is kept.
   */
  constructor(parts: ClassroomParts) {
    this.#parts = parts;
  }

  /** The number of the chapter that the class is at; 0 before the first. */
  get chapter(): number {
    return Number(this.#parts.storage.get("chapter") ?? 0);
  }

  /** Returns what the board shows. */
  board(game: Game): Board {
    const { seats, lessons } = this.#parts;
    return {
      chapter: this.chapter,
      chapters: lessons.map(({ title }) => title),
      seats: seats.all.map((seat) => ({
        number: seat.number,
        name: seat.name,
        sessions: seats.sessionsOf(seat, game).map(boardSession),
      })),
    };
  }

  /**
   * Sends everybody to a chapter: each session of a seat is brought to where it begins.
   *
   * @returns Whether there is such a chapter.
   */
  async send(number: number, game: Game): Promise<boolean> {
    const { seats, lessons, storage } = this.#parts;
    const lesson = lessons[number - 1];
    if (lesson === undefined) return false;
    storage.set("chapter", number);
    for (const seat of seats.all) {
      const sessions = seats.sessionsOf(seat, game);
      for (const [at, session] of sessions.entries()) {
        // A second session of the seat cannot have the same character.
        const begins = at > 0 && lesson.begins === "character" ? "account" : lesson.begins;
        await this.#bring(session, { seat, begins, game });
        this.show(session);
      }
    }
    return true;
  }

  /** Lets a session sit in a seat whose account it has: the class's chapter is shown to it. */
  sit(session: Session, seat: Seat): void {
    const wasThere = this.#parts.seats.of(session) === seat;
    this.#parts.seats.take(session, seat);
    if (!wasThere || session.account !== null) this.show(session);
  }

  /** Shows a session the chapter that the class is at. */
  show(session: Session): void {
    const lesson = this.#parts.lessons[this.chapter - 1];
    if (lesson === undefined) return;
    const { title, seen, task } = lesson;
    session.msg({
      text: lessonText(lesson, this.chapter),
      oob: LESSON_MESSAGE.with({ number: this.chapter, title, seen, task }),
    });
  }

  /** Frees a seat: its sessions stand at the login screen again, and its characters are gone. */
  async reset(seat: Seat, game: Game): Promise<void> {
    const { seats } = this.#parts;
    for (const session of seats.sessionsOf(seat, game)) {
      await this.#bring(session, { seat, begins: "login screen", game });
      seats.leave(session);
      session.msg(`${seat.name} is free again. To sit down, type |wseat|n and your code.`);
    }
    const account = await seats.accountOf(seat, game);
    for (const character of account?.characters ?? []) character.delete();
  }

  /** Frees every seat, before the first chapter. */
  async resetAll(game: Game): Promise<void> {
    this.#parts.storage.delete("chapter");
    for (const seat of this.#parts.seats.all) await this.reset(seat, game);
  }

  async #bring(
    session: Session,
    { seat, begins, game }: {
      readonly seat: Seat;
      readonly begins: Beginning;
      readonly game: Game;
    },
  ): Promise<void> {
    // Who was in the middle of a menu would answer it from now on.
    await game.menus.end(session);
    if (begins === "login screen") {
      if (session.isLoggedIn) await game.sessions.logout(session);
      return;
    }
    const account = await this.#parts.seats.accountOf(seat, game);
    if (account === undefined || session.state === "negotiating") return;
    // Whoever logged in to an account made in class comes back to the seat's own.
    if (session.account !== null && session.account.id !== account.id) {
      await game.sessions.logout(session);
    }
    if (!session.isLoggedIn) await game.sessions.login(session, account);
    // A seat has somebody to be before it is asked to be somebody.
    const made = account.characters.length === 0
      ? game.accounts.createCharacter(account, seat.character)
      : undefined;
    if (made !== undefined && made.kind !== "created") session.msg(escapeMarkup(made.problem));
    const [own] = account.characters;
    if (begins === "account" && session.puppet !== null) await game.sessions.unpuppet(session);
    if (begins !== "character" || session.puppet !== null || own === undefined) return;
    await game.sessions.puppet(session, own);
  }
}

function boardSession({ sessid, protocolKey, state, puppet }: Session): BoardSession {
  return { sessid, protocol: protocolKey, state, puppet: puppet?.name ?? null };
}
