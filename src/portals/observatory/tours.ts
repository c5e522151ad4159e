import type { ActOutcome } from "./house_control.ts";

/** How a chapter goes on: step by step as it is asked to, or by itself. */
export type TourPace = "step" | "play";

/** A chapter of the tour, as it is chosen. */
export interface TourChapter {
  readonly number: number;
  readonly title: string;
  /** What is seen, in two sentences. */
  readonly seen: readonly [string, string];
  /** The multisession modes in which it can be shown, the usual one first. */
  readonly modes: readonly number[];
}

/** A chapter that is to be played. */
export interface TourRequest {
  readonly chapter: number;
  /** The multisession mode of its house; the chapter's usual one unless given. */
  readonly mode?: number | undefined;
  readonly pace: TourPace;
}

/** What came of it: the house that it is played in, or a sentence that says why it is not. */
export type TourOutcome =
  | { readonly ok: true; readonly house: string; readonly chapter: TourChapter }
  | { readonly ok: false; readonly why: string };

/** Returns the tours of a program, always the same ones. */
export type LoadTours = () => Promise<Tours>;

/** Plays chapters of the tour, each in a house of its own that is among the houses meanwhile. */
export interface Tours {
  readonly chapters: readonly TourChapter[];
  /** Opens a house for a chapter, which begins when the house is first watched. */
  start(request: TourRequest): Promise<TourOutcome>;
  /** Does the next thing in the house of a chapter. */
  next(house: string): ActOutcome;
  /** Lets the chapter in a house go on otherwise. */
  setPace(house: string, pace: TourPace): ActOutcome;
}
