import { escapeMarkup, heading, type OobMessage, oobMessage } from "@vestibule/core";
import * as v from "valibot";
import type { Lesson } from "./settings.ts";

/** What a client is told of the chapter that the class is at, to show it beside the text. */
export const LESSON_MESSAGE: OobMessage = oobMessage({
  name: "Classroom.Lesson",
  direction: "out",
  help: "The chapter that the class is at, and what to do in it.",
  schema: v.strictObject({
    number: v.number(),
    title: v.string(),
    seen: v.tuple([v.string(), v.string()]),
    task: v.string(),
  }),
});

/** Returns a chapter as a session reads it: markup. */
export function lessonText({ title, seen, task }: Lesson, number: number): string {
  return "\n" + heading(`Chapter ${number}: ${escapeMarkup(title)}`, 2) +
    `${escapeMarkup(seen.join(" "))}\n|w${escapeMarkup(task)}|n`;
}
