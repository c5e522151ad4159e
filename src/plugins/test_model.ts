import type { ProtocolFlags } from "../core/boundary/flags.ts";
import type { Call } from "../core/boundary/messages.ts";
import type { Game } from "../core/model.ts";
import type { Settings } from "../core/settings/settings.ts";
import type { TraceEvent } from "../core/trace/trace.ts";

/**
 * How somebody comes in: `loopback` needs no socket; `telnet` and `websocket` go through the very
 * portals that players use, on free ports of this machine.
 */
export type TestPortal = "loopback" | "telnet" | "websocket";

/** How somebody comes in without a socket. */
export interface ConnectByLoopback {
  /** The portal: this one unless given. */
  readonly portal?: "loopback";
  /** The address to come from; 127.0.0.1 unless given. */
  readonly address?: string;
  /** The id of an account to arrive as, without a login screen, as SSH lets people do. */
  readonly uid?: number;
}

/** How somebody comes in through a socket; the test needs permissions then: net, env and read. */
export interface ConnectBySocket {
  /** The portal, opened when it is first asked for. */
  readonly portal: "telnet" | "websocket";
}

/** How somebody connects in a test. */
export type ConnectOptions = ConnectByLoopback | ConnectBySocket;

/** Somebody who plays in a test: one session. */
export interface TestPlayer {
  /** The session's number. */
  readonly sessid: number;
  /** How they came in. */
  readonly portal: TestPortal;
  /** Everything shown to the player since the last {@linkcode TestPlayer.clear}, as plain text. */
  readonly screen: string;
  /** The whole visit: `> typed` and `< shown`, in order; what was hidden is `>* ********`. */
  readonly transcript: string;
  /** Whether what is typed next is hidden. */
  readonly isSecret: boolean;
  /** Why the connection ended, or `undefined` while it lives. */
  readonly closedWith: string | undefined;
  /** Types a line, and waits for nothing. */
  type(line: string): void;
  /**
   * Types a line, and waits until the game has answered it.
   *
   * @returns What was shown meanwhile.
   * @throws {Error} When something in the game failed meanwhile, and the test did not allow it.
   */
  send(line: string): Promise<string>;
  /** Sends an out-of-band message, and waits until the game has obeyed it. */
  call(name: Call[0], args?: Call[1], kwargs?: Call[2]): Promise<void>;
  /** Tells something about the client, such as its window's new size, and waits as `call` does. */
  tell(flags: ProtocolFlags): Promise<void>;
  /** Returns the keyword arguments of each out-of-band message of this name. */
  oob(name: string): readonly Readonly<Record<string, unknown>>[];
  /** Returns the arguments of each: the data of a message that has no fields, such as a list. */
  oobArgs(name: string): readonly (readonly unknown[])[];
  /** Forgets what was shown. */
  clear(): void;
  /**
   * Checks that something was shown.
   *
   * @param wanted A part of it, or what a part of it looks like.
   * @throws {Error} When it was not, with all that was typed and shown.
   */
  expect(wanted: RegExp | string): void;
  /**
   * Checks that something was not shown.
   *
   * @param unwanted What may not be a part of it.
   * @throws {Error} When it was, with all that was typed and shown.
   */
  expectNot(unwanted: RegExp | string): void;
  /**
   * Compares the visit so far with a transcript in a file.
   *
   * The file is written, and nothing compared, when the tests run with `VESTIBULE_UPDATE=1` in the
   * environment or with `deno test -- --update`. In it `{protocol}` stands for the player's
   * protocol, and lines that begin with `#` are yours.
   *
   * @param file The file; a path starts where the tests were started.
   * @throws {Error} When there is no such file, or it says something else: with the difference.
   */
  matchTranscript(file: string | URL): Promise<void>;
  /** Vanishes, and waits for nothing. */
  drop(): void;
  /** Vanishes, as a client does whose network is gone, and waits until the game knows. */
  vanish(): Promise<void>;
}

/** How a page is asked for in a test. */
export interface FetchOptions extends RequestInit {
  /** The address to come from; 127.0.0.1 unless given. */
  readonly address?: string;
}

/**
 * A game that is being tested.
 *
 * Whatever waits here for the game throws when something in it failed meanwhile, a plugin's hook,
 * say, or a command, unless the test allowed it.
 */
export interface TestGame extends AsyncDisposable {
  /** The settings it is played with. */
  readonly settings: Settings;
  /** Everything that happened, as the log would tell it; in detail too, while the game is watched. */
  readonly trace: readonly TraceEvent[];
  /** The log's lines, from `info` on. */
  readonly log: readonly string[];
  /** What failed, each as the log tells it. */
  readonly failures: readonly string[];
  /** The one-time code that makes the first superuser. */
  readonly claimCode: string;
  /** What plugins are given as `game`; a reload brings another. */
  readonly inside: Game;
  /** Lets the trace hold events of detail, as the observatory shows them, until disposed of. */
  watch(): Disposable;
  /** Connects somebody, and waits for the login screen. */
  connect(options?: ConnectOptions): Promise<TestPlayer>;
  /**
   * Asks the web portal for a page, such as `/plugins/weather/today`, without a network. The
   * portal's limits and headers are those of a game that listens.
   */
  fetch(path: string, options?: FetchOptions): Promise<Response>;
  /**
   * Connects somebody who makes an account and a character of this name and enters the world; the
   * screen is clear then.
   *
   * @throws {Error} When they do not get there by `create`, `charcreate` and `ic`.
   */
  player(name: string, options?: ConnectOptions): Promise<TestPlayer>;
  /** Does what `player` does, and makes the player the superuser. */
  superuser(name: string, options?: ConnectOptions): Promise<TestPlayer>;
  /** Connects somebody to the account that {@linkcode TestGame.player} made under this name. */
  comeBack(name: string, options?: ConnectOptions): Promise<TestPlayer>;
  /** Moves time on. */
  advance(ms: number): Promise<void>;
  /** Starts a new Server in place of the running one; tells why when it was refused. */
  reload(mode?: "reload" | "reset"): Promise<string | undefined>;
  /** Waits until every line was run and all that was said has arrived. */
  settled(): Promise<void>;
  /**
   * Lets something fail from now on.
   *
   * @param pattern What the log says of it.
   */
  allowFailures(pattern: RegExp | string): void;
}
