import type { Account, GameObject, Session } from "../model.ts";

/** How a menu is started. */
export interface StartMenuOptions {
  /** The node to begin on; the menu's own unless given. */
  readonly node?: string;
  /**
   * Where the menu is: the session, its account or its puppet. On an account or puppet the state is
   * kept, and each of their sessions may go on with it. The session unless given.
   */
  readonly on?: Session | Account | GameObject;
}

/** The menu that a session's next line goes to. */
export interface CurrentMenu {
  /** The menu, as `plugin/name`. */
  readonly menu: string;
  /** The node it is on. */
  readonly node: string;
  /** Its state: a copy. */
  readonly state: unknown;
}

/** Starts and ends menus (behaviour 14). */
export interface Menus {
  /**
   * Starts a menu. When one is under way in the same place, that one is shown again afterwards;
   * there are at most five on top of one another. Called from a function of a menu, it begins
   * when what that function decided has been done.
   *
   * @param session Who is shown the menu.
   * @param menu The menu, as `plugin/name`.
   * @param state What the menu's functions get as state: anything that can be kept as JSON; an
   * empty object unless given.
   * @param options The node to begin on, and where the menu is.
   * @returns A promise that is fulfilled when the first node has been shown, or the session has
   * been told that it cannot be. It is never rejected.
   * @throws {RangeError} When there is no such menu or node, when there are five menus already,
   * or when the state would exceed the setting `maxCarryBytes`.
   * @throws {TypeError} When the state cannot be kept as JSON, or when `on` is neither the
   * session nor its account nor its puppet.
   */
  start(
    session: Session,
    menu: string,
    state?: unknown,
    options?: StartMenuOptions,
  ): Promise<void>;

  /** Ends the menu that the session's next line would go to; does nothing without one. */
  end(session: Session): Promise<void>;

  /** Returns the menu that the session's next line would go to. */
  current(session: Session): CurrentMenu | undefined;
}
