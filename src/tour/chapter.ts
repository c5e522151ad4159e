import type { Stage } from "./stage.ts";
import type { Told } from "./told.ts";
import type { MultisessionMode } from "./tour_house.ts";

/** Something that a chapter shows, and whether it was so. */
export interface Claim {
  /** A sentence of plain English. */
  readonly says: string;
  readonly holds: boolean;
}

/** What brings a house to where a chapter begins. */
export interface Preparation {
  /** A sentence that tells what is there then. */
  readonly says: string;
  run(stage: Stage): Promise<void>;
}

/** One part of the tour: what is seen in it, and what happens. */
export interface Chapter {
  /** Its number, from 1 to 10. */
  readonly number: number;
  readonly title: string;
  /** What is seen, in two sentences of plain English. */
  readonly seen: readonly [string, string];
  /** The multisession modes in which it is shown; 2 alone unless given. */
  readonly modes?: readonly MultisessionMode[];
  /** What each mode does, where the modes are what it is about. */
  readonly modeSays?: Readonly<Record<MultisessionMode, string>>;
  /** What comes first; a chapter without it begins in an empty house. */
  readonly before?: Preparation;
  /** Plays it: yields a sentence before each thing that it does. */
  script(stage: Stage): AsyncGenerator<string, void, void>;
  /** Holds what it says against what happened. */
  claims(told: Told, stage: Stage): readonly Claim[];
}
