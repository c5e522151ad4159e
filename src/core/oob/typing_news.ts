import type { Clock } from "../clock.ts";
import type { GameObject, Session } from "../model.ts";
import { callsOf, sessidsOf } from "../session/outputs.ts";
import type { Entry, SessionRegistry } from "../session/session_registry.ts";
import type { Settings } from "../settings/settings.ts";
import { ROOM_TYPING } from "./shipped/typing.ts";

/** How long it counts that somebody is typing, unless it is told again: in seconds. */
const COUNTS_SECONDS = 6;
/** How often it is told at most that one and the same session begins or goes on: in milliseconds. */
const EVERY_MS = 1000;

/** What {@linkcode TypingNews} needs of the Server. */
export interface TypingNewsOptions {
  /** The sessions, which are made later. */
  readonly sessions: () => Pick<SessionRegistry, "tell">;
  readonly settings: Pick<Settings, "typingNotices">;
  readonly clock: Clock;
  /** Tells whether the core's own declaration of a message is in force. */
  readonly isShipped: (name: string) => boolean;
}

/** Tells clients who is typing near their characters, if they want to know. */
export class TypingNews {
  readonly #options: TypingNewsOptions;
  /** When it was last told of a session that it types, and whether it still does. */
  readonly #told = new WeakMap<Session, { readonly at: number; readonly isTyping: boolean }>();

  /**
   * Creates news of which nobody has heard.
   *
   * @param options The sessions, and whether it is told at all.
   */
  constructor(options: TypingNewsOptions) {
    this.#options = options;
  }

  /** Hears from a client that its user is typing, or no longer is. */
  hear({ core, session }: Entry, isTyping: boolean): void {
    const { settings, isShipped, clock } = this.#options;
    const { puppet } = session;
    // That somebody is at a hidden answer is nobody's business, whatever the client says.
    if (puppet === null || core.inbox.question?.isSecret) return;
    if (!settings.typingNotices || !isShipped(ROOM_TYPING.key)) return;
    const last = this.#told.get(session);
    const now = clock.now();
    const isDue = isTyping
      ? last === undefined || now - last.at >= EVERY_MS
      : last?.isTyping === true;
    if (!isDue) return;
    this.#told.set(session, { at: isTyping ? now : last?.at ?? now, isTyping });
    this.#tell(puppet, isTyping ? COUNTS_SECONDS : 0);
  }

  #tell(puppet: GameObject, seconds: number): void {
    const others = (puppet.location?.contents ?? []).filter((object) => object !== puppet);
    const wanting = others.flatMap(({ sessions }) => sessions)
      .filter(({ protocolFlags }) => protocolFlags.typing === true);
    const oob = ROOM_TYPING.with({ name: puppet.name, seconds });
    this.#options.sessions().tell(sessidsOf(wanting), callsOf({ oob }));
  }
}
