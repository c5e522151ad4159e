import type { Span } from "./spans.ts";

/** A cell of a table, or an item of a list. */
export interface BlockPart {
  /** What it shows, on one line. */
  readonly spans: readonly Span[];
  /** What a screen reader reads instead; the same when absent. */
  readonly spoken?: readonly Span[];
}

/** Text that is laid out by nobody but its author. */
export interface TextBlock {
  /** Tells the blocks apart. */
  readonly kind: "text";
  /** The text. */
  readonly spans: readonly Span[];
}

/** Rows of cells; rows may be of different lengths. */
export interface TableBlock {
  /** Tells the blocks apart. */
  readonly kind: "table";
  /** What stands above the columns; empty for a table without a head. */
  readonly head: readonly BlockPart[];
  /** The cells, row by row. */
  readonly rows: readonly (readonly BlockPart[])[];
}

/** The title of what follows. */
export interface HeadingBlock {
  /** Tells the blocks apart. */
  readonly kind: "heading";
  /** How deep it stands. */
  readonly level: HeadingLevel;
  /** The text, of one line. */
  readonly spans: readonly Span[];
}

/** Items, in one of the ways that {@linkcode ListLayout} names. */
export interface ListBlock {
  /** Tells the blocks apart. */
  readonly kind: "list";
  /** How it is shown to those who see it. */
  readonly layout: ListLayout;
  /** The items, in order. */
  readonly items: readonly BlockPart[];
}

/** A part of a text that each client shows in its own way. */
export type Block = TextBlock | TableBlock | HeadingBlock | ListBlock;

/** How deep a heading stands: 1 is the title of all. */
export type HeadingLevel = 1 | 2 | 3;

/**
 * How a list is shown: under each other with `bullets` or `numbers`, as short words in `columns`,
 * which are one line to those who hear it, or as `choices`, of which each is a line to those who
 * hear it, and which fill columns from top to bottom for the eye.
 */
export type ListLayout = "bullets" | "numbers" | "columns" | "choices";
