import * as v from "valibot";
import { oobMessage } from "../oob_message.ts";

const amount = v.optional(v.number());

/** Who one plays. */
export const CHAR_NAME = oobMessage({
  name: "Char.Name",
  direction: "out",
  schema: v.looseObject({ name: v.string(), fullname: v.string() }),
  msdp: { name: "CHARACTER_NAME" },
  help: "Who you play. Told when you take control of a character, and when its name changes.",
});

/** What the fields of Char.Status are called. */
export const CHAR_STATUS_VARS = oobMessage({
  name: "Char.StatusVars",
  direction: "out",
  schema: v.record(v.string(), v.string()),
  help: "What the fields of Char.Status are called. Told before the first of them.",
});

/** Who and where one is. */
export const CHAR_STATUS = oobMessage({
  name: "Char.Status",
  direction: "out",
  schema: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  msdp: { account: "ACCOUNT_NAME" },
  help: "Your account, your character, and where it is. Told at login, and when one changes.",
});

/** How much is left of what one can lose. */
export const CHAR_VITALS = oobMessage({
  name: "Char.Vitals",
  direction: "out",
  schema: v.looseObject({
    ...{ hp: amount, maxhp: amount, mp: amount, maxmp: amount, mv: amount, maxmv: amount },
  }),
  msdp: {
    ...{ hp: "HEALTH", maxhp: "HEALTH_MAX", mp: "MANA", maxmp: "MANA_MAX" },
    ...{ mv: "MOVEMENT", maxmv: "MOVEMENT_MAX" },
  },
  help: "Health, mana and movement, and the most of each. Only a plugin that has them tells them.",
});
