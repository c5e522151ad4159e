import { OPTION } from "../telnet_bytes.ts";
import { windowSize } from "./naws.ts";
import type { Persona } from "./persona.ts";

const COLUMNS = 80;

/**
 * TinTin++ 2.02 in a UTF-8 terminal of 256 colours and more.
 *
 * It answers each option in one direction only, says nothing to WONT ECHO and WILL MSSP, and
 * leaves a request for all variables without an answer.
 */
export const tintin: Persona = {
  name: "TinTin++",
  key: "tintin",
  options: {
    [OPTION.ECHO]: { will: "agree", off: "silent", everyTime: true },
    [OPTION.SGA]: { will: "agree" },
    [OPTION.TTYPE]: { do: "agree" },
    [OPTION.EOR]: { will: "agree" },
    [OPTION.NAWS]: { do: "agree", everyTime: true, says: [windowSize(COLUMNS, 24)] },
    [OPTION.NEW_ENVIRON]: { do: "agree" },
    [OPTION.CHARSET]: { will: "agree", do: "agree" },
    [OPTION.MCCP2]: { will: "agree", everyTime: true },
    [OPTION.MSSP]: { will: "silent" },
  },
  otherwise: "refuse",
  answersOnce: true,
  terminalTypes: { names: ["TINTIN++", "XTERM-256COLOR", "MTTS 271"], after: "last" },
  environment: {
    kind: "var",
    answersAll: false,
    values: { CLIENT_NAME: "TINTIN++", CLIENT_VERSION: "2.02.20", MTTS: "271" },
  },
  charsets: ["UTF-8"],
  columns: COLUMNS,
  lineEnd: "\r\n",
};
