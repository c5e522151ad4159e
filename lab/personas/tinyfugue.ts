import { OPTION } from "../telnet_bytes.ts";
import { windowSize } from "./naws.ts";
import type { Persona } from "./persona.ts";

const COLUMNS = 79;

/**
 * TinyFugue 5.0 in a terminal of 80 columns.
 *
 * It tells its size before it is asked, one column less than the window has, knows no MTTS and
 * refuses everything but EOR and MCCP2.
 */
export const tinyfugue: Persona = {
  name: "TinyFugue",
  key: "tinyfugue",
  options: {
    [OPTION.ECHO]: { will: "agree" },
    [OPTION.TTYPE]: { do: "agree" },
    [OPTION.EOR]: { will: "agree" },
    [OPTION.NAWS]: { do: "agree", says: [windowSize(COLUMNS, 23)] },
    [OPTION.MCCP2]: { will: "agree" },
  },
  otherwise: "refuse",
  volunteers: { when: "at the first telnet command", verb: "will", option: OPTION.NAWS },
  terminalTypes: { names: ["TINYFUGUE", "ANSI-ATTR", "ANSI", "UNKNOWN"], after: "last" },
  columns: COLUMNS,
  lineEnd: "\r\n",
};
