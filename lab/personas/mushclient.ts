import { OPTION } from "../telnet_bytes.ts";
import type { Persona } from "./persona.ts";

/**
 * MUSHclient 5 as it is installed: neither NAWS nor UTF-8 nor GMCP is switched on.
 *
 * It understands 256 colours and true colour, and says each verb once for each change.
 */
export const mushclient: Persona = {
  name: "MUSHclient",
  key: "mushclient",
  options: {
    [OPTION.ECHO]: { will: "agree" },
    [OPTION.SGA]: { will: "agree" },
    [OPTION.TTYPE]: { do: "agree" },
    [OPTION.CHARSET]: { will: "agree", do: "agree" },
    [OPTION.MCCP2]: { will: "agree" },
  },
  otherwise: "refuse",
  terminalTypes: { names: ["MUSHclient", "ANSI", "MTTS 265"], after: "last" },
  charsets: ["US-ASCII"],
  lineEnd: "\r\n",
};
