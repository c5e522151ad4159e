import type { StandardSchema } from "@vestibule/core";
import * as v from "valibot";

/** Where a chapter finds a seat's sessions. */
export type Beginning = "login screen" | "account" | "character";

/** A chapter that the class can be sent to. */
export interface Lesson {
  /** What it is called. */
  readonly title: string;
  /** What is seen in it, in two sentences. */
  readonly seen: readonly [string, string];
  /** What to do, in the words of who does it. */
  readonly task: string;
  /** Where each session of a seat is brought first. */
  readonly begins: Beginning;
}

/** The classroom, as the start makes it. */
export interface ClassroomSettings {
  /** The code of each seat, the first seat's first: at least 8 characters, all different. */
  readonly codes: readonly string[];
  /** Whoever has it leads the class. */
  readonly teacherKey: string;
  /** Whoever has it can look at the board. */
  readonly viewKey: string;
  /** What the class can be sent to, in order. */
  readonly lessons: readonly Lesson[];
}

const code = v.pipe(v.string(), v.minLength(8, "a code has at least 8 characters"));
const key = v.pipe(v.string(), v.minLength(20, "a key has at least 20 characters"));

/** Checks a {@linkcode ClassroomSettings}. */
export const SETTINGS: StandardSchema<ClassroomSettings> = v.strictObject({
  codes: v.pipe(
    v.array(code),
    v.minLength(1, "there is at least one seat"),
    v.maxLength(200, "there are at most 200 seats"),
    v.check((codes) => new Set(codes).size === codes.length, "all codes are different"),
  ),
  teacherKey: key,
  viewKey: key,
  lessons: v.array(v.strictObject({
    title: v.string(),
    seen: v.tuple([v.string(), v.string()]),
    task: v.string(),
    begins: v.picklist(["login screen", "account", "character"]),
  })),
});
