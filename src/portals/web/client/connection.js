/** The websocket, and its coming back when it breaks: to the same session, if that is kept. */

import { Resumption } from "./resumption.js";

const PROTOCOL = "spans.vestibule";
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
/** For so long after it was sent on it tries again soon: its session is kept for no longer, maybe. */
const MOVING_MS = 60_000;
const LONGEST_MOVING_PAUSE_MS = 1_000;
const IDLE_EVERY_MS = 3 * 60_000;

/** Reasons after which coming back by itself would be wrong: someone meant it. */
const FINAL = new Map([
  ["quit", "You have left."],
  ["client_closed", "You have left."],
  ["booted", "You were disconnected by staff."],
  ["banned", "You are banned here."],
  ["logged_in_elsewhere", "You logged in from elsewhere."],
  ["idle", "You were away for too long."],
  ["login_timeout", "Logging in took too long."],
]);

/** The reason of a server that ends, or has the session no more: another one goes on with it. */
const MOVED = "moved";

/** What is said of the others while waiting. */
const PASSING = new Map([
  ["too_many_connections", "The world is full."],
  ["offline", "No network."],
  ["shutdown", "The server is shutting down."],
  ["server_error", "The server had a problem."],
  ["slow_consumer", "The connection was too slow."],
]);

/**
 * @typedef {{ kind: "connecting" }
 *   | { kind: "open", session: "new" | "another" | "same", lost: number }
 *   | { kind: "waiting", why: string, at: number }
 *   | { kind: "ended", why: string }} State
 */

export class Connection {
  #url;
  #onFrame;
  #onState;
  #socket = null;
  #resumption;
  #isReady = false;
  /** Whether it goes to another server, and is there in a moment. */
  #isMoving = false;
  #pauseMs = FIRST_PAUSE_MS;
  /** Until when it tries again soon. */
  #movingUntil = 0;
  #retry = 0;
  #idle = 0;

  /**
   * @param {string} url
   * @param {{ onFrame(name: string, args: unknown[], kwargs: object): void,
   *   onState(state: State): void }} told
   * @param {object | null} kept What was {@linkcode kept} of a connection before.
   */
  constructor(url, told, kept = null) {
    this.#url = url;
    this.#resumption = new Resumption(kept);
    this.#onFrame = told.onFrame;
    this.#onState = told.onState;
  }

  /** What is needed to go on with its session. */
  get kept() {
    return this.#resumption.kept;
  }

  get isOpen() {
    return this.#isReady && this.#socket?.readyState === WebSocket.OPEN;
  }

  /**
   * Whether it takes what is to be sent: now, or to send it once it is at another server, as it may
   * be that a socket which is closing leads there.
   */
  get canSend() {
    return this.isOpen || this.#isMoving || this.#isReady && this.#resumption.isReturning;
  }

  /** Connects now, unless that is done or under way. */
  open() {
    if (this.#socket !== null) return;
    clearTimeout(this.#retry);
    this.#onState({ kind: "connecting" });
    const socket = new WebSocket(this.#url, [PROTOCOL, this.#resumption.offer]);
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => this.#closed(event.reason);
  }

  /** Takes the connection for lost: the browser knows it before the socket does. */
  lost() {
    const socket = this.#socket;
    if (socket === null) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.#closed("offline");
  }

  /** Sends a call; returns whether there was a connection to send it on, or is in a moment. */
  send(name, args, kwargs = {}) {
    if (!this.canSend) return false;
    const frame = JSON.stringify([name, args, kwargs]);
    this.#resumption.sent(frame);
    if (this.isOpen) this.#socket.send(frame);
    return true;
  }

  /** Tells the server now and then that what came need not be sent again. */
  acknowledge() {
    const frame = this.#resumption.acknowledgement();
    if (frame !== null) this.#socket.send(frame);
  }

  #opened() {
    this.#idle = setInterval(() => this.send("text", ["idle"]), IDLE_EVERY_MS);
    // who comes back says nothing before the server has said what it received
    if (!this.#resumption.isReturning) this.#start();
  }

  /** Starts a new session. */
  #start() {
    const session = this.#resumption.isReturning ? "another" : "new";
    this.#resumption = new Resumption();
    this.#talk(session);
  }

  #resume(received, lost) {
    for (const frame of this.#resumption.unreceived(received)) this.#socket.send(frame);
    this.#talk("same", lost);
  }

  #talk(session, lost = 0) {
    this.#isReady = true;
    this.#isMoving = false;
    this.#onState({ kind: "open", session, lost });
  }

  #receive(data) {
    // only a server that talks counts as reached: one that refuses also opens the socket
    this.#pauseMs = FIRST_PAUSE_MS;
    const [name, args, kwargs] = JSON.parse(data);
    if (name === "resumed") return this.#resume(args[0], kwargs.lost);
    if (!this.#isReady) this.#start();
    if (name === "resume") this.#resumption.token = args[0];
    else if (name === "received") this.#resumption.forget(args[0]);
    else {
      this.#resumption.received();
      this.#onFrame(name, args, kwargs);
    }
  }

  #closed(reason) {
    clearInterval(this.#idle);
    this.#socket = null;
    const wasReady = this.#isReady;
    this.#isReady = this.#isMoving = false;
    const final = FINAL.get(reason);
    if (final !== undefined) {
      this.#resumption = new Resumption();
      return this.#onState({ kind: "ended", why: final });
    }
    const now = Date.now();
    if (reason === MOVED) this.#movingUntil = now + MOVING_MS;
    // another server has the session, or will: unless this one has just said so
    if (reason === MOVED && wasReady) {
      this.#isMoving = this.#resumption.isReturning;
      return this.open();
    }
    const why = PASSING.get(reason) ?? "No connection.";
    const longest = now < this.#movingUntil ? LONGEST_MOVING_PAUSE_MS : LONGEST_PAUSE_MS;
    this.#pauseMs = Math.min(longest, this.#pauseMs);
    this.#onState({ kind: "waiting", why, at: now + this.#pauseMs });
    this.#retry = setTimeout(() => this.open(), this.#pauseMs);
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2);
  }
}
