import type { AuditLog } from "../audit/audit_log.ts";
import type { Call } from "../boundary/messages.ts";
import type { Hooks } from "../hooks.ts";
import type { Game, Session } from "../model.ts";
import { runApart } from "../run_apart.ts";
import type { Entry } from "../session/session_registry.ts";
import { callsOf, sessidsOf } from "../session/outputs.ts";
import { stripMarkup } from "../text/escape.ts";
import type { Turns } from "../turns.ts";
import { dataOf } from "./call_data.ts";
import type { ChannelText, GameOob } from "./game_oob.ts";
import { CharLogin, type Credentials } from "./char_login.ts";
import { ClientNews, type ClientNewsOptions, takesNews } from "./client_news.ts";
import { CHAR_ITEMS_INV, CHAR_ITEMS_ROOM } from "./shipped/char_items.ts";
import { CHAR_LOGIN_CREDENTIALS } from "./shipped/char_login.ts";
import { COMM_CHANNEL_TEXT } from "./shipped/comm_channel_text.ts";
import { SHIPPED_BY } from "./shipped/shipped_messages.ts";
import { CHAR_TYPING } from "./shipped/typing.ts";
import { TypingNews, type TypingNewsOptions } from "./typing_news.ts";

/** What the Portal calls when a client tells which packages it supports, with all their names. */
const SUPPORTS = "supports";
/** The package that asks for a login, in lower case. */
const LOGIN_PACKAGE = "char.login";

/** What {@linkcode ShippedOob} needs of the Server. */
export interface ShippedOobOptions extends ClientNewsOptions, TypingNewsOptions {
  /** The sessions, which are made later. */
  readonly sessions: ClientNewsOptions["sessions"];
  readonly hooks: Hooks;
  readonly turns: Turns;
  readonly audit: Pick<AuditLog, "during">;
  /** The game, which is made later. */
  readonly game: () => Game;
}

/** The messages that the core declares: what clients say of them, and what they are told. */
export class ShippedOob implements GameOob {
  /** What clients are told. */
  readonly news: ClientNews;
  readonly #options: ShippedOobOptions;
  readonly #login: CharLogin;
  readonly #typing: TypingNews;

  /**
   * Creates them; nobody was told anything.
   *
   * @param options The sessions and the game.
   */
  constructor(options: ShippedOobOptions) {
    this.#options = options;
    this.news = new ClientNews(options);
    this.#login = new CharLogin(options);
    this.#typing = new TypingNews(options);
  }

  /**
   * Hears a call whose data was checked.
   *
   * @returns Resolves when all is done; `undefined` when the call is for somebody else.
   */
  hear(entry: Entry, call: Call): Promise<void> | undefined {
    const run = this.#reader(entry, call);
    if (run === undefined) return undefined;
    const apart = { owner: SHIPPED_BY, what: call[0], run };
    return runApart(this.#options, apart) ?? Promise.resolve();
  }

  channelText(to: readonly Session[], { channel, talker, text }: ChannelText): void {
    const takers = to.filter(takesNews);
    if (takers.length === 0 || !this.#options.isShipped(COMM_CHANNEL_TEXT.key)) return;
    const oob = COMM_CHANNEL_TEXT.with({ channel, talker, text: stripMarkup(text) });
    this.#options.sessions().tell(sessidsOf(takers), callsOf({ oob }));
  }

  #reader(entry: Entry, call: Call): (() => void | Promise<void>) | undefined {
    const { news } = this;
    const [name, args] = call;
    if (name !== SUPPORTS && !this.#options.isShipped(name)) return undefined;
    switch (name) {
      case SUPPORTS:
        return () => this.#supports(entry, args);
      case CHAR_ITEMS_INV.key:
        return () => news.repeat(entry.session, "inv");
      case CHAR_ITEMS_ROOM.key:
        return () => news.repeat(entry.session, "room");
      case CHAR_TYPING.key:
        return () => this.#typing.hear(entry, call[2].typing === true);
      case CHAR_LOGIN_CREDENTIALS.key:
        // Its schema made it of what came.
        return () =>
          this.#options.audit.during(
            entry.session,
            () => this.#login.login(entry, dataOf(call) as Credentials),
          );
    }
  }

  #supports({ session }: Entry, packages: readonly unknown[]): void {
    this.news.repeat(session);
    if (packages.includes(LOGIN_PACKAGE)) this.#login.offer(session);
  }
}
