import type { AddressRates } from "../session/connection_gate.ts";
import type { ConnectionEvents } from "../session/connection.ts";
import type { Connect, Elsewhere, MovedConnection, Resumable, Wish } from "../session/elsewhere.ts";
import { SPANS } from "./dialects/spans.ts";
import { hashOf, type ResumeDesk } from "./resume/resume_desk.ts";
import type { ResumeOffer } from "./resume/resume_offer.ts";
import type { Arrival, Browsers } from "./sign_in/browsers.ts";
import type { Tab } from "./sign_in/tab.ts";
import type { Visit } from "./sign_in/visitors.ts";
import { tokenIn } from "./sign_in/web_cookie.ts";
import { keyOf } from "./sign_in/web_sessions.ts";
import { type ConnectionOptions, WebsocketConnection } from "./websocket_connection.ts";
import type { Websocket } from "./ws_library.ts";

/** What a page is told whose browser was signed out. */
export const SIGNED_OUT = "You signed out in your browser.";

/** A session that has begun with a connection. */
export interface Begun {
  readonly sessid: number;
  readonly events: ConnectionEvents;
  readonly websocket: Websocket;
  readonly tab: Tab | undefined;
}

/** What {@linkcode WebMoves} are made with. */
export interface WebMovesOptions
  extends Pick<ConnectionOptions, "clock" | "trace" | "limits" | "settleMs"> {
  readonly elsewhere: Elsewhere;
  readonly desk: ResumeDesk;
  readonly browsers?: Browsers | undefined;
  /** Whether a ban keeps an address out. */
  readonly isBanned: (address: string) => boolean;
  /** Counts how often an address lets the other Portals be asked for what they do not have. */
  readonly seeks: AddressRates;
  /** Holds a connection, and lets it report. */
  readonly begin: (connection: WebsocketConnection, begun: Begun) => void;
}

/** Lets the clients of websockets come back to their session by another Portal. */
export class WebMoves implements Resumable {
  readonly #options: WebMovesOptions;
  readonly #connections = new Map<number, WebsocketConnection>();

  /**
   * Creates it, and lets sessions go elsewhere from now on.
   *
   * @param options The other Portals, and the sessions that clients can come back to.
   */
  constructor(options: WebMovesOptions) {
    this.#options = options;
    options.elsewhere.serve(this);
  }

  /** Notes the connection of a session, until the returned value is disposed of. */
  keep(sessid: number, connection: WebsocketConnection): Disposable {
    this.#connections.set(sessid, connection);
    return {
      [Symbol.dispose]: () => {
        if (this.#connections.get(sessid) === connection) this.#connections.delete(sessid);
      },
    };
  }

  /**
   * Fetches the session that a client wants, if another Portal has it.
   *
   * @param offer What the client shows.
   * @param came How it came.
   * @param again Says anew who it is: its browser may have become known.
   * @returns Who comes; `null` when it is to try again.
   */
  async seek(
    { token, received }: Extract<ResumeOffer, { kind: "return" }>,
    { cookies, address, arrival: arriving }: Visit & {
      readonly arrival: Arrival | Promise<Arrival>;
    },
    again: () => Arrival | Promise<Arrival>,
  ): Promise<Arrival | null> {
    const { elsewhere, desk, isBanned, seeks } = this.#options;
    const arrival = await arriving;
    const hash = hashOf(token);
    const sessid = desk.find(hash);
    if (sessid !== undefined) return this.#letWait(sessid) ? null : arrival;
    if (isBanned(address)) return arrival;
    if (!seeks.take(address)) return null;
    const cookie = tokenIn(cookies);
    const wish: Wish = {
      ...{ token: hash, received, isOwn: arrival.isOwn, uid: arrival.uid ?? null },
      // A page of another site comes as nobody, whatever cookie its browser sends.
      browser: cookie === undefined || !arrival.isOwn ? null : keyOf(cookie),
    };
    switch (await elsewhere.seek(wish, token)) {
      case "later":
        return null;
      case "here":
        seeks.giveBack(address);
        return await again();
      case "none":
        return arrival;
    }
  }

  find(wish: Wish): number | null | undefined {
    const { desk, browsers } = this.#options;
    const sessid = desk.find(wish.token);
    if (sessid === undefined) return undefined;
    if (!(browsers?.mayLeave(sessid, wish) ?? true)) return null;
    this.#letWait(sessid);
    return sessid;
  }

  record(sessid: number, received: number): MovedConnection | undefined {
    const { desk, browsers } = this.#options;
    const known = this.#connections.get(sessid)?.handOn();
    const state = desk.websocketOf(sessid)?.stateFor(received);
    if (state === undefined || known === undefined) return undefined;
    return { ...state, ...known, tab: browsers?.recordOf(sessid) ?? null };
  }

  adopt(token: string, moved: MovedConnection, connect: Connect): void {
    const { desk, browsers, begin } = this.#options;
    const { tab: record, received, sent, ...known } = moved;
    const websocket = desk.adopt(token, { received, sent });
    const tab = record === null ? undefined : browsers?.adopt(record, {
      send: sender(websocket),
      end: () => connection.disconnect("quit", SIGNED_OUT),
    });
    const connection: WebsocketConnection = new WebsocketConnection(websocket, {
      ...{ ...this.#options, ...known, tab, dialect: SPANS },
    });
    begin(connection, { ...connect(connection), websocket, tab });
  }

  letGo(sessid: number): void {
    this.#options.browsers?.letGo(sessid);
    this.#options.desk.websocketOf(sessid)?.letGo();
  }

  /** Lets a client wait whose session is about to move, with the whole time again; returns whether it is. */
  #letWait(sessid: number): boolean {
    const { elsewhere, desk } = this.#options;
    if (!elsewhere.isMoving(sessid)) return false;
    desk.websocketOf(sessid)?.wait();
    return true;
  }
}

/** Returns what sends calls that are not the game's over a websocket that speaks {@linkcode SPANS}. */
export function sender(websocket: Websocket): (name: string, args: readonly unknown[]) => void {
  return (name, args) => websocket.send(JSON.stringify([name, args, {}]));
}
