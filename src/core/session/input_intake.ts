import type { Call, PortalMessage } from "../boundary/messages.ts";
import type { Session } from "../model.ts";
import { beforeCredentials } from "../text/typed_secret.ts";
import { guardCall } from "./guard_call.ts";
import { isIdleLine } from "./idle_line.ts";
import { tellAuthor, tellUnknown } from "./input_debug.ts";
import type { InputRunnerOptions } from "./input_runner.ts";
import { passedCall } from "./passed_call.ts";
import type { Incoming, LateCall } from "./inbox.ts";
import type { SessionCore } from "./session_core.ts";
import type { Entry } from "./session_registry.ts";
import { givenUpNotice, type NamedLine, unseenNotice } from "./unseen_notice.ts";

/** What a client sent. */
export type InputMessage = Extract<PortalMessage, { kind: "input" }>;

/** What an {@linkcode InputIntake} is made with. */
export interface InputIntakeOptions extends
  Pick<
    InputRunnerOptions,
    | "registry"
    | "turns"
    | "limit"
    | "inputFuncs"
    | "game"
    | "oob"
    | "shipped"
    | "ownerOf"
    | "sessionClass"
    | "idleCommand"
    | "clock"
    | "trace"
  > {
  /** Adds a line to what a session has sent. */
  readonly enqueue: (core: SessionCore, incoming: Incoming) => void;
  /** Keeps the session's next lines waiting until something has ended. */
  readonly occupy: (core: SessionCore, running: Promise<void>) => void;
}

/** How many calls of a session that has left wait, before the next one is lost: no flood. */
const MOST_LATE = 200;

/** Told to a session that has stayed after all. */
const LOST = "|yToo much came while the world could not listen: " +
  "some of what your client sent was lost.|n";

/** How many Servers may die over something before it is given up: it may be what kills them. */
const MOST_DEATHS = 2;

/** Told to a session of what its client sent beside lines, when that is given up. */
const UNHEARD = "|ySomething that your client sent was not heard: " +
  "the world has stopped over it more than once.|n";

/** How a call came. */
type CallWay = Pick<InputMessage, "secret" | "line">;

/** Takes what clients send: typed lines into their session's inbox, all else to what does it. */
export class InputIntake {
  readonly #options: InputIntakeOptions;
  /** The sessions that sent more than lines after they had left, in case that this cannot be kept. */
  readonly #late = new Set<SessionCore>();
  /** The sessions of which a line that logs in is not run here. */
  readonly #loggingIn = new WeakSet<SessionCore>();

  /**
   * Creates an intake.
   *
   * @param options The sessions, and what does what they send.
   */
  constructor(options: InputIntakeOptions) {
    this.#options = options;
  }

  /** Takes what a client sent; what has a number, once, and the Portal hears when it is used up. */
  take(message: InputMessage): void {
    const entry = this.#options.registry.entry(message.sessid);
    if (entry === undefined) return;
    const { core } = entry;
    const { line, calls } = message;
    const isNew = line === undefined || core.inbox.accept(line);
    if (!isNew) this.#tellUnseen(entry, message, line);
    else if ((message.deaths ?? 0) >= MOST_DEATHS) this.#giveUp(entry, message);
    else for (const call of calls) this.#takeCall(entry, call, message);
    if (line !== undefined) this.#options.turns.ran(core);
  }

  /** Whether there is something to take of a session that has stayed after all. */
  isLate(core: SessionCore): boolean {
    return this.#late.has(core);
  }

  /** Takes what sessions had sent that have stayed after all; what others sent is forgotten. */
  takeLate(): void {
    for (const core of this.#late) {
      if (core.state === "closed") this.#late.delete(core);
      else if (core.transfer !== "said") {
        this.#late.delete(core);
        for (const { take } of core.inbox.takeAside()) take();
        this.#options.turns.ran(core);
      }
    }
  }

  #keep({ core, session }: Entry, late: LateCall): void {
    this.#late.add(core);
    const { inbox } = core;
    if (inbox.countAside < MOST_LATE) inbox.setAside(late);
    // Where it goes on elsewhere nothing is lost: its Portal has all of it.
    else if (inbox.countAside === MOST_LATE) {
      inbox.setAside({ ...late, take: () => session.msg(LOST) });
    }
  }

  /** Tells of each line that was not accepted, once, that a Server before this one had run it. */
  #tellUnseen({ core, session }: Entry, message: InputMessage, line: number): void {
    const typed = this.#typedOf(core, message);
    const which = typed.length === 0 ? "no" : core.inbox.takeUnseen(line);
    if (which === "no") return;
    // Only a Server that was told of so many deaths has given it up.
    const mayBeGivenUp = (message.deaths ?? 0) > MOST_DEATHS;
    const notices = typed.map((named, index) =>
      unseenNotice({ ...named, isFirst: which === "first" && index === 0, mayBeGivenUp })
    );
    this.#notify(session, notices);
  }

  /** Does nothing of what may be what kills Servers, and tells whoever sent it. */
  #giveUp(entry: Entry, message: InputMessage): void {
    const { core, session } = entry;
    const notices = this.#typedOf(core, message).map(givenUpNotice);
    const isMore = message.calls.some(([name]) => name !== "text");
    const take = () => this.#notify(session, isMore ? [...notices, UNHEARD] : notices);
    // What another realm is to run is for that to give up.
    if (core.transfer === "said") this.#keep(entry, { take, ...numberOf(message) });
    else take();
  }

  #typedOf(core: SessionCore, { calls, secret: isSecret }: InputMessage): readonly NamedLine[] {
    return calls.filter((call) => this.#isTyped(call)).map(([, [typed]]) => {
      const text = String(typed);
      const isAfterLogin = this.#loggingIn.has(core);
      if (beforeCredentials(text) === undefined) return { text, isSecret, isAfterLogin };
      this.#loggingIn.add(core);
      return { text, isSecret, isAfterLogin: false };
    });
  }

  /** Whatever becomes of the turn, this is so: what is not run here comes no more. */
  #notify(session: Session, notices: readonly string[]): void {
    this.#options.turns.surely(() => {
      // Typed ahead, a line may be a password: those who watch others see nothing of it.
      for (const text of notices) session.msg({ text, type: "secret" });
    });
  }

  #isTyped([name, args]: Call): boolean {
    return name === "text" && !isIdleLine(args, this.#options.idleCommand);
  }

  #takeCall(entry: Entry, call: Call, way: CallWay): void {
    const { core } = entry;
    const isTyped = this.#isTyped(call);
    core.count(this.#options.clock.now(), isTyped);
    if (call[0] === "text" && !isTyped) return;
    const take = () => {
      const passed = passedCall(this.#options, entry.session, call);
      if (passed !== null) this.#obey(entry, passed, way);
    };
    // It was said already what of its input has run here: the other realm is to run this.
    if (core.transfer === "said" && !isTyped) this.#keep(entry, { take, ...numberOf(way) });
    else take();
  }

  #obey(entry: Entry, call: Call, way: CallWay): void {
    const { core, session } = entry;
    if (call[0] === "text") {
      return this.#options.enqueue(core, { call, isSecret: way.secret, ...numberOf(way) });
    }
    const incoming = this.#options.oob.incoming(core, call);
    if (incoming.kind === "wrong") return tellAuthor(this.#options, session, incoming.what);
    const [name, args, kwargs] = incoming.call;
    const run = this.#options.inputFuncs.get(name);
    if (run !== undefined) {
      const called = { sessid: core.sessid, what: name, plugin: this.#options.ownerOf(run) };
      return guardCall(this.#options, called, () => run(session, args, kwargs, this.#options.game));
    }
    const hearing = this.#options.shipped.hear(entry, incoming.call);
    if (hearing !== undefined) return this.#options.occupy(core, hearing);
    tellUnknown(this.#options, session, name);
  }
}

function numberOf({ line }: CallWay): { readonly number?: number } {
  return line === undefined ? {} : { number: line };
}
