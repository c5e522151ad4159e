import type { Msg, NatsConnection } from "@nats-io/transport-node";
import * as v from "valibot";
import {
  type Elsewhere,
  type Presence,
  PresenceSchema,
} from "../../../core/boundary/presence_question.ts";
import type { Answers, Asks } from "../../../core/boundary/questions.ts";
import type { Clock } from "../../../core/clock.ts";
import type { Settings } from "../../../core/settings/settings.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import { readWord } from "../realm_words.ts";
import { RealmSubjects } from "../subjects.ts";

/** How long another realm is waited for, in milliseconds. */
const PATIENCE_MS = 500;

/** Longer than this is no answer, in bytes: so many players with the longest names are shorter. */
const MAX_BYTES = 512 * 1024;

/** Who asks says nothing but that. */
const AskSchema = v.strictObject({ kind: v.literal("who") });

/** What is answered; `null` when this Server cannot tell. */
const AnswerSchema = v.strictObject({
  kind: v.literal("presence"),
  presence: v.nullable(PresenceSchema),
});

/** What a {@linkcode RealmWho} is made with. */
export interface RealmWhoOptions {
  readonly connection: Pick<NatsConnection, "subscribe" | "request">;
  readonly settings: Pick<Settings, "realm" | "realms">;
  /** Asks the Server of this process. */
  readonly questions: Asks;
  readonly clock: Clock;
  readonly trace: Trace;
}

/**
 * Tells the Servers of other realms who plays in this one, and asks them, each in its own process:
 * for as long as this process has the active Server.
 */
export class RealmWho {
  readonly #options: RealmWhoOptions;
  /** What the Server of this process may ask of others. */
  readonly answers: Answers = { elsewhere: () => this.ask() };
  #subscription: { unsubscribe(): void } | undefined;

  /**
   * Creates it; nobody is heard yet.
   *
   * @param options The realms, the way to them, and the Server.
   */
  constructor(options: RealmWhoOptions) {
    this.#options = options;
  }

  /** Answers other realms from now on, where there are any. */
  open(): void {
    const { connection, settings: { realm, realms } } = this.#options;
    if (realms.length === 0) return;
    this.#subscription = connection.subscribe(new RealmSubjects(realm).who, {
      callback: (error, message) => {
        if (error !== null) this.#tellFault(error);
        else void this.#answer(message);
      },
    });
  }

  /** Answers nobody any more. */
  close(): void {
    this.#subscription?.unsubscribe();
  }

  /** Asks all other realms at once; one that does not answer in time is `away`. */
  async ask(): Promise<Elsewhere> {
    const { realm: here, realms } = this.#options.settings;
    const others = realms.filter((realm) => realm !== here);
    return { realms: await Promise.all(others.map((realm) => this.#askOne(realm))) };
  }

  async #askOne(realm: string): Promise<Elsewhere["realms"][number]> {
    const presence = await this.#presenceOf(realm);
    return presence === null ? { kind: "away", realm } : { kind: "reached", realm, ...presence };
  }

  async #presenceOf(realm: string): Promise<Presence | null> {
    const { connection } = this.#options;
    const { who } = new RealmSubjects(realm);
    try {
      const { data } = await connection.request(who, encode({ kind: "who" }), {
        timeout: PATIENCE_MS,
      });
      if (data.length > MAX_BYTES) return null;
      return readWord(data, AnswerSchema)?.presence ?? null;
    } catch {
      // Nobody listens there, or not in time.
      return null;
    }
  }

  /** Nobody waits for a Server that is not there: who asked does not either. */
  async #answer(message: Msg): Promise<void> {
    if (message.data.length > MAX_BYTES || readWord(message.data, AskSchema) === undefined) return;
    const { questions, clock } = this.#options;
    try {
      const deadline = clock.now() + PATIENCE_MS;
      const answer = await questions.ask("presence", {}, { deadline });
      const presence = answer.kind === "answered" ? answer.value : null;
      message.respond(encode({ kind: "presence", presence }));
    } catch (error) {
      this.#tellFault(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #tellFault({ message: error }: Error): void {
    this.#options.trace.emit("realm:fault", { level: "error", data: { error } });
  }
}

/** What is said of who plays. */
type Word = v.InferOutput<typeof AskSchema> | v.InferOutput<typeof AnswerSchema>;

function encode(word: Word): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(word));
}
