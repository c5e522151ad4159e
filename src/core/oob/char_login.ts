import { refusalSentence } from "../boundary/refusal_sentence.ts";
import { isLoopback } from "../gate/address.ts";
import type { Account, Game, GameObject, Session } from "../model.ts";
import { nameKey } from "../object/world.ts";
import type { Entry } from "../session/session_registry.ts";
import { escapeMarkup } from "../text/escape.ts";
import type { OobData } from "./oob_message.ts";
import { CHAR_LOGIN_DEFAULT, CHAR_LOGIN_RESULT } from "./shipped/char_login.ts";

const NOT_PRIVATE = "Passwords are taken in this way over encrypted connections alone.";
const ALREADY = "You are logged in already.";
const ASKS_CODE = "This account asks for a code as well. Type connect and its name to log in.";
const BUSY = "The credentials before these are still looked at.";
const NO_ANSWER = "You could not be logged in. Try again in a while.";

/** What a client gave to log in with; what it left out is empty. */
export interface Credentials {
  readonly account?: string | undefined;
  readonly password?: string | undefined;
}

/** What {@linkcode CharLogin} needs of the Server. */
export interface CharLoginOptions {
  /** The game, which is made later. */
  readonly game: () => Game;
  /** Tells whether the core's own declaration of a message is in force. */
  readonly isShipped: (name: string) => boolean;
}

/** Lets clients log in for their users, through the same gate as a password that is typed. */
export class CharLogin {
  readonly #options: CharLoginOptions;
  /** Sessions whose credentials are looked at: one try at a time, as at the login screen. */
  readonly #trying = new WeakSet<Session>();

  /**
   * Creates the login.
   *
   * @param options The game.
   */
  constructor(options: CharLoginOptions) {
    this.#options = options;
  }

  /** Offers the login to a client that supports it, where nobody can overhear the password. */
  offer(session: Session): void {
    if (session.isLoggedIn || !isPrivate(session)) return;
    this.#tell(session, CHAR_LOGIN_DEFAULT.with({ type: ["password-credentials"] }));
  }

  /** Logs a session in, and tells its client what came of it; without credentials its user types. */
  async login(entry: Entry, { account = "", password = "" }: Credentials): Promise<void> {
    if (account === "" && password === "") return;
    const { session } = entry;
    const problem = await this.#alone(session, () => this.#problem(entry, account, password));
    const result = problem === undefined ? { success: true } : { success: false, message: problem };
    this.#tell(session, CHAR_LOGIN_RESULT.with(result));
  }

  #tell(session: Session, oob: OobData): void {
    if (Object.keys(oob).every(this.#options.isShipped)) session.msg({ oob });
  }

  /** Many tries at once would all pass the throttle before the first of them counts. */
  async #alone(
    session: Session,
    attempt: () => Promise<string | undefined>,
  ): Promise<string | undefined> {
    if (this.#trying.has(session)) return BUSY;
    this.#trying.add(session);
    try {
      return await attempt();
    } finally {
      this.#trying.delete(session);
    }
  }

  /** Logs a session in; returns why it is not. */
  async #problem(
    entry: Entry,
    given: string,
    password: string,
  ): Promise<string | undefined> {
    const { core, session } = entry;
    await core.made;
    if (session.isLoggedIn) return ALREADY;
    if (!isPrivate(session)) return NOT_PRIVATE;
    const [name = "", character] = given.split(":", 2);
    const { accounts } = this.#options.game();
    const result = await accounts.authenticate(name, password, session.address);
    if (result.kind === "code") return ASKS_CODE;
    if (result.kind !== "ok") return refusalSentence(result);
    if (session.isLoggedIn) return ALREADY;
    endQuestion(entry);
    await this.#enter(session, result.account, character);
    if (session.account !== result.account) return NO_ANSWER;
  }

  /** Logs in; of the account's characters the wanted one is played. */
  async #enter(session: Session, account: Account, wanted: string | undefined): Promise<void> {
    const { sessions } = this.#options.game();
    const character = wanted === undefined ? undefined : ownCharacter(account, wanted);
    if (character !== undefined) account.lastPuppet = character;
    await sessions.login(session, account);
    if (wanted === undefined || session.account !== account) return;
    if (character === undefined) {
      return session.msg(`You have no character called "${escapeMarkup(wanted)}".`);
    }
    if (session.puppet !== character) await sessions.puppet(session, character);
  }
}

/** What is typed next is no answer any more, and is shown. */
function endQuestion({ core, session }: Entry): void {
  const { question } = core.inbox;
  question?.cancel();
  if (question?.isSecret) session.msg({ prompt: "" });
}

function isPrivate({ protocolFlags, address }: Session): boolean {
  return protocolFlags.secure === true || isLoopback(address);
}

function ownCharacter({ characters }: Account, name: string): GameObject | undefined {
  return characters.find((character) => nameKey(character.name) === nameKey(name));
}
