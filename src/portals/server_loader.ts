import type { Clock } from "../core/clock.ts";
import type { SpawnServer, SpawnStart } from "./running_server.ts";
import { type Refusal, refusalOf, ServerHandle, type ServerHandleEvents } from "./server_handle.ts";
import { WallDetail, type WallDetailParts } from "./wall_detail.ts";
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
  /** The number of the first Server. */
  readonly firstEpoch: number;
  readonly clock: Clock;
  /** How long code may take to load, in milliseconds. */
  readonly timeout: number;
  /** Which plugins are switched off, with the reason. */
  readonly off: () => SpawnStart["off"];
  /** Whose accounts a Server will need. */
  readonly uids: () => readonly number[];
  /** Who watches, and what they are told of the wall. */
  readonly detail: WallDetailParts;
  /** Who is told what of the Servers that are loaded. */
  readonly events: ServerHandleEvents;
  /** Ends a Server that did not load. */
  readonly drop: (handle: ServerHandle) => void;
}

/** Starts Servers, each with a higher number than the last, up to where their code is loaded. */
export class ServerLoader {
  readonly #options: ServerLoaderOptions;
  #epoch: number;
  #loading: ServerHandle | undefined;
  #isClosed = false;

  /**
   * Creates a loader; nothing is loaded yet.
   *
   * @param options What starts Servers, and who hears of them.
   */
  constructor(options: ServerLoaderOptions) {
    this.#options = options;
    this.#epoch = options.firstEpoch - 1;
  }

  /** Loads a Server; returns why when that fails. */
  async load(why: SpawnStart["why"]): Promise<LoadedServer | Refusal> {
    const { spawn, clock, timeout, events, drop, off, uids, detail } = this.#options;
    const epoch = ++this.#epoch;
    let handle: ServerHandle;
    try {
      const wall = new WallDetail(epoch, detail);
      const server = await spawn(epoch, { why, off: off() });
      handle = new ServerHandle(server, clock, { ...events, wall });
      handle.follow(detail.trace);
      const needed = uids();
      if (needed.length > 0) handle.send({ kind: "prepare", uids: needed });
    } catch (error) {
      return { reason: messageOf(error) };
    }
    if (this.#isClosed) handle.end();
    this.#loading = handle;
    const news = await handle.wait("loaded", timeout);
    this.#loading = undefined;
    if (typeof news !== "string" && news.kind === "loaded" && !this.#isClosed) {
      return { epoch, handle, plugins: news.plugins };
    }
    drop(handle);
    return refusalOf(news);
  }

  /** Ends what is being loaded, and whatever is loaded from now on. */
  close(): void {
    this.#isClosed = true;
    this.#loading?.end();
  }
}
