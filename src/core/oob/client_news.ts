import type { Account, GameObject, Session } from "../model.ts";
import { callsOf } from "../session/outputs.ts";
import { sayTo } from "../session/say_to.ts";
import type { SessionHost } from "../session/session_core.ts";
import type { SessionRegistry } from "../session/session_registry.ts";
import { itemNews, type PlaceItems } from "./item_news.ts";
import { itemsOf, newsOf, NOBODY } from "./news_of.ts";
import type { OobData } from "./oob_message.ts";
import { playerNews, type RoomPlayers } from "./player_news.ts";
import { RoomsSeen } from "./rooms_seen.ts";
import type { ItemLocation } from "./shipped/char_items.ts";

/** What {@linkcode ClientNews} needs of the Server. */
export interface ClientNewsOptions {
  /** The sessions, which are made later. */
  readonly sessions: () => Pick<SessionRegistry, "all" | "count" | "entry" | "ofPuppet" | "tell">;
  /** Returns what is in an object. */
  readonly contentsOf: (id: number) => readonly GameObject[];
  /** Tells whether the core's own declaration of a message is in force. */
  readonly isShipped: (name: string) => boolean;
  readonly host: () => Pick<SessionHost, "failed" | "output">;
}

/** What one client knows, and of whom. */
interface Told {
  readonly account: Account | null;
  readonly puppet: GameObject | null;
  /** The last data of each message, as JSON. */
  readonly data: Map<string, string>;
  readonly places: Map<ItemLocation, PlaceItems>;
  /** Who was in the room. */
  players: RoomPlayers | undefined;
}

/**
 * Tells clients that speak GMCP or MSDP how it is with their character and where they are: at the
 * end of each turn what is not as they know it, so that it is true whoever changed it, and is told
 * once however often it changed.
 */
export class ClientNews {
  readonly #options: ClientNewsOptions;
  readonly #told = new WeakMap<Session, Told>();
  readonly #objects = new Set<number>();
  readonly #sessids = new Set<number>();

  /**
   * Creates news of which nobody has heard.
   *
   * @param options The sessions and the world.
   */
  constructor(options: ClientNewsOptions) {
    this.#options = options;
  }

  /** Notes that objects changed, or what is in them. */
  touch(ids: readonly (number | null)[]): void {
    for (const id of ids) if (id !== null) this.#objects.add(id);
  }

  /** Notes that a session has another account or puppet, or that more is known of its client. */
  look(sessid: number): void {
    this.#sessids.add(sessid);
  }

  /** Tells a client everything anew, or only what is in one place. */
  repeat(session: Session, location?: ItemLocation): void {
    if (location === undefined) this.#told.delete(session);
    else this.#told.get(session)?.places.delete(location);
    this.look(session.sessid);
  }

  /** Tells everybody everything anew: what was told was not so. */
  repeatAll(): void {
    for (const session of this.#options.sessions().all()) this.repeat(session);
  }

  /** Tells what there is to tell. */
  tell(): void {
    if (this.#objects.size === 0 && this.#sessids.size === 0) return;
    const sessids = this.#concerned();
    this.#objects.clear();
    this.#sessids.clear();
    const rooms = new RoomsSeen();
    for (const sessid of sessids) this.#tellOne(sessid, rooms);
  }

  #concerned(): ReadonlySet<number> {
    const { sessions, contentsOf } = this.#options;
    const registry = sessions();
    const sessids = new Set(this.#sessids);
    if (registry.count === 0) return sessids;
    const add = (id: number) => registry.ofPuppet(id).forEach(({ sessid }) => sessids.add(sessid));
    for (const id of this.#objects) {
      add(id);
      for (const inner of contentsOf(id)) add(inner.id);
    }
    return sessids;
  }

  #tellOne(sessid: number, rooms: RoomsSeen): void {
    const { sessions, host } = this.#options;
    const session = sessions().entry(sessid)?.session;
    if (session === undefined) return;
    if (!takesNews(session)) return void this.#told.delete(session);
    const before = this.#told.get(session);
    const told = this.#toldTo(session);
    const now = session.account === null && before?.account ? [NOBODY] : newsOf(session, rooms);
    const news = [
      ...this.#changed(now, told),
      ...this.#items(itemsOf(session, rooms), told),
      ...this.#players(session.puppet?.location ?? null, rooms, told),
    ];
    const calls = news.flatMap((oob) => callsOf({ oob }));
    if (calls.length > 0) sayTo(session, calls, host());
  }

  /** What it knows; nothing when it is about somebody else. */
  #toldTo(session: Session): Told {
    const { account, puppet } = session;
    const known = this.#told.get(session);
    if (known !== undefined && known.account === account && known.puppet === puppet) return known;
    const told: Told = { account, puppet, data: new Map(), places: new Map(), players: undefined };
    this.#told.set(session, told);
    return told;
  }

  #changed(now: readonly OobData[], { data }: Told): readonly OobData[] {
    return now.filter((oob) => {
      const [[name = "", value] = []] = Object.entries(oob);
      const json = JSON.stringify(value);
      if (data.get(name) === json || !this.#options.isShipped(name)) return false;
      data.set(name, json);
      return true;
    });
  }

  #players(room: GameObject | null, rooms: RoomsSeen, told: Told): readonly OobData[] {
    const before = told.players;
    told.players = room === null ? undefined : rooms.players(room);
    const news = told.players === undefined ? [] : playerNews(before, told.players);
    return this.#shippedOf(news);
  }

  #items(now: ReturnType<typeof itemsOf>, { places }: Told): readonly OobData[] {
    return now.flatMap(([location, place]) => {
      const news = itemNews(location, places.get(location), place);
      places.set(location, place);
      return this.#shippedOf(news);
    });
  }

  #shippedOf(news: readonly OobData[]): readonly OobData[] {
    return news.filter((oob) => Object.keys(oob).every((name) => this.#options.isShipped(name)));
  }
}

/** What nobody asked for is for clients that have a place for it: others show it, or trip over it. */
export function takesNews({ protocolFlags: { gmcp, msdp } }: Session): boolean {
  return gmcp === true || msdp === true;
}
