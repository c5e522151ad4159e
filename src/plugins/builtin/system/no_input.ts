import { type AnyCommand, defineCommand } from "../../api.ts";

/** Does nothing: an empty line asks for nothing. */
export const noInput: AnyCommand = defineCommand({
  key: "no input",
  system: "noInput",
  needs: "session",
  run() {},
});
