/** One flag of the command line. */
export interface Flag {
  /** Its name, without the dashes. */
  readonly name: string;
  /** Whether a value follows it. */
  readonly value: "none" | "optional" | "required";
  /** What stands for its value in the help text; empty when none follows. */
  readonly hint: string;
  /** What it does, in a few words. */
  readonly meaning: string;
}

/** Every flag, in the order of the help text. */
export const FLAGS: readonly Flag[] = [
  {
    name: "host",
    value: "optional",
    hint: "[ADDR]",
    meaning: "listen on this address; alone: on all interfaces (default 127.0.0.1)",
  },
  {
    name: "telnet-port",
    value: "required",
    hint: "N",
    meaning: "telnet's port, 0 for any free one (default 4000)",
  },
  {
    name: "web-port",
    value: "required",
    hint: "N",
    meaning: "the web's port, 0 for any free one (default 4001)",
  },
  {
    name: "tls-port",
    value: "required",
    hint: "N",
    meaning: "the port of telnet over TLS, 0 for any free one (default 4003)",
  },
  {
    name: "ssh-port",
    value: "required",
    hint: "N",
    meaning: "SSH's port, 0 for any free one (default 4004)",
  },
  {
    name: "data",
    value: "required",
    hint: "DIR",
    meaning: "folder of the world (default data)",
  },
  {
    name: "config",
    value: "required",
    hint: "FILE",
    meaning: "settings file (default vestibule.config.ts, if there)",
  },
  {
    name: "set",
    value: "required",
    hint: "NAME=VALUE",
    meaning: "any setting, as JSON or text; may be repeated",
  },
  {
    name: "classroom",
    value: "required",
    hint: "SEATS",
    meaning: "lead a class: this many seats, open to the network, nothing kept",
  },
  { name: "quiet", value: "none", hint: "", meaning: "print nothing but warnings and errors" },
  { name: "dev", value: "none", hint: "", meaning: "reload whenever code changes" },
  {
    name: "portal-only",
    value: "none",
    hint: "",
    meaning: "be portals alone, of a game in another process (docs/scale.md)",
  },
  {
    name: "server-only",
    value: "none",
    hint: "",
    meaning: "be the game alone, with portals in other processes (docs/scale.md)",
  },
  { name: "inline", value: "none", hint: "", meaning: "run everything in one isolate, to debug" },
  {
    name: "help",
    value: "optional",
    hint: "[settings]",
    meaning: "show this text, or every setting",
  },
  { name: "version", value: "none", hint: "", meaning: "show the version" },
];
