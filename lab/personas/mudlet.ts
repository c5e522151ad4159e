import { ascii, OPTION, subnegotiation } from "../telnet_bytes.ts";
import { windowSize } from "./naws.ts";
import type { Persona } from "./persona.ts";

const COLUMNS = 100;
const gmcp = (text: string) => subnegotiation(OPTION.GMCP, ascii(text));
const PACKAGES = [
  "Char 1",
  "Char.Skills 1",
  "Char.Items 1",
  "Room 1",
  "Comm.Channel 1",
  "IRE.Rift 1",
];

/**
 * Mudlet 4.18, with a profile in UTF-8.
 *
 * It answers most options each time, without looking at its own state, and keeps its variables as
 * user variables.
 */
export const mudlet: Persona = {
  name: "Mudlet",
  key: "mudlet",
  options: {
    [OPTION.ECHO]: { will: "agree" },
    [OPTION.TTYPE]: { do: "agree" },
    [OPTION.EOR]: { will: "agree", everyTime: true },
    [OPTION.NAWS]: { do: "agree", everyTime: true, says: [windowSize(COLUMNS, 40)] },
    [OPTION.NEW_ENVIRON]: { do: "agree", everyTime: true },
    [OPTION.CHARSET]: { will: "agree", do: "agree", everyTime: true },
    [OPTION.MCCP2]: { will: "agree" },
    [OPTION.MSSP]: { will: "agree", everyTime: true },
    [OPTION.MXP]: { will: "agree", do: "agree", everyTime: true },
    [OPTION.GMCP]: {
      will: "agree",
      do: "agree",
      everyTime: true,
      says: [
        gmcp('Core.Hello {"client":"Mudlet","version":"4.18.5"}'),
        gmcp(`Core.Supports.Set ${JSON.stringify(PACKAGES)}`),
      ],
    },
  },
  otherwise: "refuse",
  terminalTypes: {
    names: ["MUDLET", "ANSI-TRUECOLOR", "MTTS 2349", "MTTS 2349"],
    after: "first",
  },
  environment: {
    kind: "uservar",
    answersAll: true,
    values: {
      CHARSET: "UTF-8",
      CLIENT_NAME: "MUDLET",
      CLIENT_VERSION: "4.18.5",
      MTTS: "2349",
      TERMINAL_TYPE: "ANSI-TRUECOLOR",
    },
  },
  charsets: ["UTF-8"],
  columns: COLUMNS,
  lineEnd: "\r\n",
};
