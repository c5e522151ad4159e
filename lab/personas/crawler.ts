import { OPTION } from "../telnet_bytes.ts";
import type { Persona } from "./persona.ts";

/** A crawler of a list of games: it asks for MSSP at once, and for nothing else. */
export const crawler: Persona = {
  name: "MSSP crawler",
  key: "crawler",
  options: { [OPTION.MSSP]: { will: "agree" } },
  otherwise: "refuse",
  volunteers: { when: "at once", verb: "do", option: OPTION.MSSP },
  lineEnd: "\r\n",
};
