import { OPTION } from "../telnet_bytes.ts";
import { windowSize } from "./naws.ts";
import type { Persona } from "./persona.ts";

const COLUMNS = 80;

/**
 * The plain `telnet` of inetutils, in a terminal that calls itself xterm-256color.
 *
 * It refuses again whatever it is asked again.
 */
export const telnet: Persona = {
  name: "telnet",
  key: "telnet",
  options: {
    [OPTION.ECHO]: { will: "agree" },
    [OPTION.SGA]: { will: "agree" },
    [OPTION.TTYPE]: { do: "agree" },
    [OPTION.NAWS]: { do: "agree", says: [windowSize(COLUMNS, 24)] },
    [OPTION.NEW_ENVIRON]: { do: "agree" },
  },
  otherwise: "refuse",
  repeatsRefusals: true,
  terminalTypes: { names: ["XTERM-256COLOR"], after: "last" },
  environment: { kind: "var", answersAll: true, values: { DISPLAY: ":0" } },
  columns: COLUMNS,
  lineEnd: "\r\n",
};
