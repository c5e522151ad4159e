import { type AnyCommand, defineCommand } from "../../plugins/api.ts";

/** What a session carries the note under. */
export const NOTE = "tour/note";

/** Writes a note down twice: where a reload forgets it, and where it is kept. */
export const jot: AnyCommand = defineCommand({
  key: "jot",
  needs: "account",
  usage: "jot TEXT",
  help: "Writes a note into ndb and into carry.",
  run({ session, args, msg }) {
    session.ndb.note = args;
    session.setCarry(NOTE, args);
    msg(`In ndb and in carry: ${args}`);
  },
});

/** Shows what is left of the note in either place. */
export const notes: AnyCommand = defineCommand({
  key: "notes",
  needs: "account",
  help: "Shows the note in ndb and the one in carry.",
  run({ session, msg }) {
    msg(
      `In ndb: ${session.ndb.note ?? "nothing"}. In carry: ${session.getCarry(NOTE) ?? "nothing"}.`,
    );
  },
});
