import type { NatsConnection } from "@nats-io/transport-node";
import type { Trace } from "../../../core/trace/trace.ts";
import type { BrowserChange, BrowserNews } from "../../session/browser_news.ts";
import { BrowserWordSchema, encodeWord, hearWords } from "../realm_words.ts";
import type { RealmSubjects } from "../subjects.ts";

/** What {@linkcode SharedBrowsers} are made with. */
export interface SharedBrowsersOptions {
  readonly connection: Pick<NatsConnection, "publish" | "subscribe">;
  readonly subjects: RealmSubjects;
  /** This Portal's number. */
  readonly portal: number;
  readonly trace: Trace;
}

/**
 * Lets who signs out at one Portal of a realm be signed out at all: each tells the others what becomes
 * of browsers, which they may know as well. Of a browser's cookie they tell a hash alone.
 */
export class SharedBrowsers implements BrowserNews, Disposable {
  readonly #options: SharedBrowsersOptions;
  readonly #listening: { unsubscribe(): void };
  #follower: ((change: BrowserChange) => void) | undefined;

  /**
   * Listens to the other Portals, from now on.
   *
   * @param options The way to them.
   */
  constructor(options: SharedBrowsersOptions) {
    const { connection, subjects, portal, trace } = options;
    this.#options = options;
    this.#listening = hearWords({
      ...{ connection, subject: subjects.browser, schema: BrowserWordSchema },
      hear: ({ portal: from, key, now }) => {
        if (from !== portal) this.#follower?.({ key, now });
      },
      onFault: ({ message: error }) =>
        trace.emit("boundary:fault", { level: "error", data: { error } }),
    });
  }

  tell(change: BrowserChange): void {
    const { connection, subjects, portal } = this.#options;
    connection.publish(subjects.browser, encodeWord({ kind: "browser", portal, ...change }));
  }

  follow(hear: (change: BrowserChange) => void): void {
    this.#follower = hear;
  }

  /** Hears no more of the others. */
  [Symbol.dispose](): void {
    this.#listening.unsubscribe();
  }
}
