import type { Persona } from "./persona.ts";

/** netcat: it knows no telnet, shows every byte, and ends its lines with LF. */
export const netcat: Persona = {
  name: "netcat",
  key: "netcat",
  options: {},
  otherwise: "silent",
  lineEnd: "\n",
};
