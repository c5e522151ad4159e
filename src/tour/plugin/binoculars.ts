import { type AnyCommand, type CmdSet, cmdSet, defineCommand } from "../../plugins/api.ts";

/** The full name of the command set of whoever looks through the binoculars. */
export const BINOCULARS = "tour/binoculars";

const scan: AnyCommand = defineCommand({
  key: "scan",
  needs: "account",
  help: "Looks far away.",
  run: ({ msg }) => msg("Far away, behind the apple trees, somebody waves."),
});

const lower: AnyCommand = defineCommand({
  key: "lower",
  needs: "account",
  help: "Puts the binoculars down.",
  run({ session, msg }) {
    session.cmdsets.remove(BINOCULARS);
    msg("You put the binoculars down.");
  },
});

/** What only a session can do that looks through the binoculars. */
export const BINOCULARS_SET: CmdSet<AnyCommand> = cmdSet<AnyCommand>({
  key: "Binoculars",
  priority: 10,
  commands: [scan, lower],
});

/** Lays the set of the binoculars on the session that types it, and on no other. */
export const binoculars: AnyCommand = defineCommand({
  key: "binoculars",
  needs: "account",
  help: "Looks through the binoculars: scan and lower are there then.",
  run({ session, msg }) {
    session.cmdsets.add(BINOCULARS);
    msg("You look through the binoculars. You can scan now, and lower them.");
  },
});
