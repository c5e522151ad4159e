import type { Account, GameObject } from "../model.ts";

/** Somebody near an object, who could use the commands that it offers. */
export interface Offer {
  /** The object whose cmdset it is. */
  readonly owner: GameObject;
  /** Who is near it, or carries it. */
  readonly puppet: GameObject;
  /** Whose puppet that is. */
  readonly account: Account;
}

/**
 * Decides who near an object can use its commands (behaviour 7.4.3).
 *
 * It is asked at every line that somebody near types, so it should only look. When it throws,
 * nothing is offered.
 */
export type OfferedTo = (offer: Offer) => boolean;
