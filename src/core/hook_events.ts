import type { ProtocolFlags } from "./boundary/flags.ts";
import type { StartMode } from "./boundary/messages.ts";
import type { Account, Game, GameObject, Session } from "./model.ts";
import type { Traversal } from "./object/exits.ts";
import type { LeaveReason } from "./session/leave_reason.ts";

/** What those who watch a moment are told of it. */
export interface HookEvents {
  /** The Server takes input from now on. */
  "server:start": { readonly game: Game; readonly mode: StartMode };
  /** The Server will stop. */
  "server:stop": { readonly game: Game; readonly mode: "reload" | "reset" | "shutdown" };
  /** An account was made, and is kept by now; a guest's has its character. */
  "account:create": { readonly game: Game; readonly account: Account; readonly address: string };
  /**
   * A session has its account, and nobody has been told yet: what comes first of a login.
   * `isFirstEver` tells that no session of the account has ever been here before.
   */
  "session:beforeLogin": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
    readonly isFirstEver: boolean;
  };
  /** An account that had no session has one now; `session:login` comes next. */
  "account:firstLogin": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
  };
  /** A name and a password did not belong together; the account's id, when the name is known. */
  "account:loginFail": {
    readonly game: Game;
    readonly account: number | null;
    readonly address: string;
  };
  /** The last session of an account is about to leave it; it has everything still. */
  "account:lastLogout": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
  };
  /** An account, known by its id, has a character more, made or given; who did it goes on. */
  "account:gainCharacter": {
    readonly game: Game;
    readonly account: number;
    readonly character: GameObject;
  };
  /** An account has a character less; when it was deleted, it is out of the world by now. */
  "account:loseCharacter": {
    readonly game: Game;
    readonly account: number;
    readonly character: GameObject;
  };
  /** An object was made. Who made it goes on at once, without waiting for those who watch. */
  "object:create": { readonly game: Game; readonly object: GameObject };
  /** Somebody has gone through an exit, and has seen where it leads. */
  "exit:traverse": { readonly game: Game } & Traversal;
  /** A session is about to see the login screen. */
  "session:connect": { readonly game: Game; readonly session: Session };
  /**
   * A client that had settled told more of itself, or something else than before: `before` and
   * `after` have the flags that changed, with their values. One that is absent was unknown.
   */
  "session:flags": {
    readonly game: Game;
    readonly session: Session;
    readonly before: ProtocolFlags;
    readonly after: ProtocolFlags;
  };
  /** A session has logged in. */
  "session:login": { readonly game: Game; readonly session: Session; readonly account: Account };
  /** A session is about to go back to the login screen. */
  "session:logout": { readonly game: Game; readonly session: Session; readonly account: Account };
  /** A session has left its account, by logout or at its end; it has none any more. */
  "account:logout": { readonly game: Game; readonly session: Session; readonly account: Account };
  /** A session is about to end here: for good, or to go on in another realm, as `transferred`. */
  "session:disconnect": {
    readonly game: Game;
    readonly session: Session;
    readonly reason: LeaveReason;
  };
  /** A session is about to take control of an object, which it may. */
  "session:beforePuppet": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
    readonly puppet: GameObject;
  };
  /** A session has taken control of an object. */
  "session:puppet": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
    readonly puppet: GameObject;
  };
  /** A session is about to let go of an object, which may be about to be deleted. */
  "session:beforeUnpuppet": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
    readonly puppet: GameObject;
  };
  /** A session has let go of an object. */
  "session:unpuppet": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
    readonly puppet: GameObject;
  };
}

/** A moment that others may watch. */
export type HookName = keyof HookEvents;
