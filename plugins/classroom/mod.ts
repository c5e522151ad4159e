/**
 * A class of seats that need no name: each is taken with a code, all are led through chapters.
 *
 * @module
 */
import { definePlugin, type Plugin, type StandardSchema } from "@vestibule/core";
import { Classroom } from "./classroom.ts";
import { LESSON_MESSAGE } from "./lesson_text.ts";
import { classroomPages } from "./routes.ts";
import { seatCommand } from "./seat_command.ts";
import { Seats } from "./seats.ts";
import { type ClassroomSettings, SETTINGS } from "./settings.ts";

export { type Beginning, type ClassroomSettings, type Lesson } from "./settings.ts";

/** The plugin; `deno task start --classroom 30` uses it, and makes its settings. */
const classroom: Plugin<StandardSchema<ClassroomSettings>> = definePlugin({
  name: "classroom",
  version: "0.1.0",
  api: 1,
  settings: SETTINGS,
  setup({ settings, provide, storage, on }) {
    const seats = new Seats(settings.codes);
    const classroom = new Classroom({ seats, lessons: settings.lessons, storage });
    const parts = { seats, classroom };
    provide.commands("builtin/unloggedin", [seatCommand(parts)]);
    provide.oob(LESSON_MESSAGE);
    provide.inputfunc("classroom_seat", (session, [code]) => {
      if (!session.isLoggedIn && isCode(code)) session.executeCmd(`seat ${code}`);
    });
    provide.routes(classroomPages({ ...parts, settings }));
    on("session:login", ({ session }) => {
      const seat = seats.of(session);
      if (seat !== undefined) seats.take(session, seat);
    });
  },
});

export default classroom;

/** Tells whether a client sent what can be a code, and no line of another kind. */
function isCode(value: unknown): value is string {
  return typeof value === "string" && /^[A-Z0-9-]{1,40}$/i.test(value);
}
