import { type AnyCommand, type CmdSet, cmdSet } from "../api.ts";
import { drop } from "./character/drop.ts";
import { get } from "./character/get.ts";
import { inventory } from "./character/inventory.ts";
import { look } from "./character/look.ts";
import { pose, poseSign } from "./character/pose.ts";
import { say, saySign } from "./character/say.ts";

/** What a character can do. */
export const CHARACTER_SET: CmdSet<AnyCommand> = cmdSet<AnyCommand>({
  key: "DefaultCharacter",
  priority: 0,
  commands: [look, say, saySign, pose, poseSign, get, drop, inventory],
});
