import type { BanKind, CodeResult } from "../../api.ts";
import { duration } from "../duration.ts";
import { commandLink } from "../markup.ts";

/** What is said to who is banned: nothing of whether the name is somebody's. */
const BANNED: Readonly<Record<BanKind, string>> = {
  address: "Connections from your address are not accepted here.",
  name: "That name is banned here.",
};

/**
 * Says why somebody is not let in.
 *
 * @param result What became of the name and the password.
 */
export function loginRefusal(result: Exclude<CodeResult, { kind: "ok" }>): string {
  if (result.kind === "throttled") {
    const wait = duration(result.seconds * 1000);
    return `Too many logins failed lately. Try again in ${wait}.`;
  }
  if (result.kind === "banned") return BANNED[result.what];
  return `That name and that password do not belong together. Try again, or type ` +
    `${commandLink("create")} to make an account.`;
}
