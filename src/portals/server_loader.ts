import type { Clock } from "../core/clock.ts";
import type { SpawnServer, SpawnStart } from "./running_server.ts";
import { reasonOf, ServerHandle, type ServerHandleEvents } from "./server_handle.ts";
import { messageOf } from "../core/trace/error_text.ts";

/** A Server that has loaded its code and waits for what the Portal decides. */
export interface LoadedServer {
  readonly epoch: number;
  readonly handle: ServerHandle;
  readonly plugins: readonly string[];
}

/** What a {@linkcode ServerLoader} is made with. */
export interface ServerLoaderOptions {
  readonly spawn: SpawnServer;
  readonly clock: Clock;
  /** How long code may take to load, in milliseconds. */
  readonly timeout: number;
  /** Which plugins are switched off, with the reason. */
  readonly off: () => SpawnStart["off"];
  /** Who is told what of the Servers that are loaded. */
  readonly events: ServerHandleEvents;
  /** Ends a Server that did not load. */
  readonly drop: (handle: ServerHandle) => void;
}

/** Starts Servers, each with a higher number than the last, up to where their code is loaded. */
export class ServerLoader {
  readonly #options: ServerLoaderOptions;
  #epoch = 0;
  #loading: ServerHandle | undefined;
  #isClosed = false;

  /**
   * Creates a loader; nothing is loaded yet.
   *
   * @param options What starts Servers, and who hears of them.
   */
  constructor(options: ServerLoaderOptions) {
    this.#options = options;
  }

  /** Loads a Server; returns the reason when that fails. */
  async load(why: SpawnStart["why"]): Promise<LoadedServer | string> {
    const { spawn, clock, timeout, events, drop, off } = this.#options;
    const epoch = ++this.#epoch;
    let handle: ServerHandle;
    try {
      handle = new ServerHandle(await spawn(epoch, { why, off: off() }), clock, events);
    } catch (error) {
      return messageOf(error);
    }
    if (this.#isClosed) handle.end();
    this.#loading = handle;
    const news = await handle.wait("loaded", timeout);
    this.#loading = undefined;
    if (typeof news !== "string" && news.kind === "loaded" && !this.#isClosed) {
      return { epoch, handle, plugins: news.plugins };
    }
    drop(handle);
    return reasonOf(news);
  }

  /** Ends what is being loaded, and whatever is loaded from now on. */
  close(): void {
    this.#isClosed = true;
    this.#loading?.end();
  }
}
