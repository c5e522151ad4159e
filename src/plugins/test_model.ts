import type { ProtocolFlags } from "../core/boundary/flags.ts";
import type { Call } from "../core/boundary/messages.ts";
import type { Settings } from "../core/settings/settings.ts";
import type { TraceEvent } from "../core/trace/trace.ts";

/** Somebody who plays in a test. */
export interface TestPlayer {
  /** The session's number. */
  readonly sessid: number;
  /** Everything shown to the player since the last {@linkcode TestPlayer.clear}, as plain text. */
  readonly screen: string;
  /** Whether what is typed next is hidden. */
  readonly isSecret: boolean;
  /** Why the connection ended, or `undefined` while it lives. */
  readonly closedWith: string | undefined;
  /** Types a line, and waits for nothing. */
  type(line: string): void;
  /** Types a line, and waits until the game has answered it. */
  send(line: string): Promise<string>;
  /** Sends an out-of-band message, and waits until the game has obeyed it. */
  call(name: Call[0], args?: Call[1], kwargs?: Call[2]): Promise<void>;
  /** Tells something about the client, such as its window's new size, and waits as `call` does. */
  tell(flags: ProtocolFlags): Promise<void>;
  /** Returns the keyword arguments of each out-of-band message of this name. */
  oob(name: string): readonly Readonly<Record<string, unknown>>[];
  /** Forgets what was shown. */
  clear(): void;
  /**
   * Checks what was shown.
   *
   * @throws {Error} When it is not there, with all that was shown.
   */
  expect(pattern: RegExp | string): void;
  /** Vanishes, and waits for nothing. */
  drop(): void;
  /** Vanishes, as a client does whose network is gone, and waits until the game knows. */
  vanish(): Promise<void>;
}

/** How somebody connects in a test. */
export interface ConnectOptions {
  /** The address to come from; 127.0.0.1 unless given. */
  readonly address?: string;
  /** The id of an account to arrive as, without a login screen, as SSH lets people do. */
  readonly uid?: number;
}

/** How a page is asked for in a test. */
export interface FetchOptions extends RequestInit {
  /** The address to come from; 127.0.0.1 unless given. */
  readonly address?: string;
}

/** A game that is being tested. */
export interface TestGame extends AsyncDisposable {
  /** The settings it is played with. */
  readonly settings: Settings;
  /** Everything that happened, as the log would tell it. */
  readonly trace: readonly TraceEvent[];
  /** The one-time code that makes the first superuser. */
  readonly claimCode: string;
  /** Connects somebody, and waits for the login screen. */
  connect(options?: ConnectOptions): Promise<TestPlayer>;
  /**
   * Asks the web portal for a page, such as `/plugins/weather/today`, without a network. The
   * portal's limits and headers are those of a game that listens.
   */
  fetch(path: string, options?: FetchOptions): Promise<Response>;
  /** Moves time on. */
  advance(ms: number): Promise<void>;
  /** Starts a new Server in place of the running one; tells why when it was refused. */
  reload(mode?: "reload" | "reset"): Promise<string | undefined>;
  /** Waits until every line was run and all that was said has arrived. */
  settled(): Promise<void>;
}
