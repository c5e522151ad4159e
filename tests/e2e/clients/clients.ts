/** A real client, driven through a terminal. */
export interface Client {
  readonly name: string;
  /** Its program. */
  readonly program: string;
  /** Returns the command that connects it. */
  readonly command: (path: string, port: number) => string;
  /** What ends it once the server has closed the connection, if it stays. */
  readonly end?: string;
  /** How it shows a line of colours and letters beyond ASCII. */
  readonly shown: RegExp;
  /** What it tells its terminal for a colour. */
  readonly colour: RegExp;
  /** What arrives when "Zoë says æøå" is typed; not looked at where the client spoils it. */
  readonly heard: string | undefined;
  /** The width that it tells for a window of 60 columns, if it tells one. */
  readonly columns?: number;
  readonly isCompressed: boolean;
  /** Whether it comes by TLS. */
  readonly isSecure?: true;
  readonly showsPasswords?: true;
}

const UTF8 = { shown: /Red and green: Zoë’s café, æøå\./, heard: "Zoë says æøå" } as const;

/** Compression is off over TLS, as installed. */
const SECURE = { isCompressed: false, isSecure: true } as const;

const TINTIN: Client = {
  name: "TinTin++",
  program: "tt++",
  command: (path, port) => `${path} -G -e '#session v 127.0.0.1 ${port}'`,
  end: "#end",
  ...UTF8,
  // deno-lint-ignore no-control-regex -- what a terminal is told is made of controls
  colour: /\x1b\[38;5;196mRed/,
  columns: 60,
  isCompressed: true,
};

const TINYFUGUE: Client = {
  name: "TinyFugue",
  program: "tf",
  command: (path, port) => `${path} -n 127.0.0.1 ${port}`,
  end: "/quit",
  // Debian's 5.0b8 knows single bytes only, and spoils what has more.
  shown: /Red and green: Zo/,
  heard: undefined,
  // deno-lint-ignore no-control-regex -- what a terminal is told is made of controls
  colour: /\x1b\[3?1mRed/,
  columns: 59,
  isCompressed: true,
};

/** The clients of Debian. */
export const CLIENTS: readonly Client[] = [
  {
    name: "inetutils telnet",
    program: "telnet",
    command: (path, port) => `${path} 127.0.0.1 ${port}`,
    ...UTF8,
    // deno-lint-ignore no-control-regex -- what a terminal is told is made of controls
    colour: /\x1b\[38;5;196mRed/,
    columns: 60,
    isCompressed: false,
  },
  TINTIN,
  TINYFUGUE,
  {
    name: "netcat",
    program: "nc",
    command: (path, port) => `${path} 127.0.0.1 ${port}`,
    // Ctrl-D: it waits for the end of what is typed.
    end: "\x04",
    ...UTF8,
    colour: /Red/,
    isCompressed: false,
    showsPasswords: true,
  },
  {
    ...TINTIN,
    name: "TinTin++ over TLS",
    command: (path, port) => `${path} -G -e '#ssl v 127.0.0.1 ${port}'`,
    ...SECURE,
  },
  {
    ...TINYFUGUE,
    name: "TinyFugue over TLS",
    command: (path, port) => `${path} -n -f/dev/null -c'/connect -x 127.0.0.1 ${port}'`,
    ...SECURE,
  },
  {
    name: "openssl s_client",
    program: "openssl",
    command: (path, port) => `${path} s_client -quiet -connect 127.0.0.1:${port}`,
    ...UTF8,
    colour: /Red/,
    ...SECURE,
    showsPasswords: true,
  },
];
