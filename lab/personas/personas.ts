import { mudlet } from "./mudlet.ts";
import { mushclient } from "./mushclient.ts";
import { netcat } from "./netcat.ts";
import type { Persona } from "./persona.ts";
import { telnet } from "./telnet.ts";
import { tintin } from "./tintin.ts";
import { tinyfugue } from "./tinyfugue.ts";

/** The clients that people play with, in the order of the grid. */
export const PLAYERS: readonly Persona[] = [
  mudlet,
  tintin,
  mushclient,
  tinyfugue,
  telnet,
  netcat,
];
