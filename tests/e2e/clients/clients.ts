/** A real client, driven through a terminal. */
export interface Client {
  readonly name: string;
  /** Its program. */
  readonly program: string;
  /** How it comes in. */
  readonly portal: "telnet" | "tls" | "ssh";
  /** Returns the command that connects it. */
  readonly command: (path: string, port: number) => string;
  /** What ends it once the server has closed the connection, if it stays. */
  readonly end?: {
    readonly typed: string;
    readonly name: string;
    /** What it shows once it has let the session go, to which it would send what is typed before. */
    readonly after?: RegExp;
  };
  /** The most colours that it tells its terminal to show. */
  readonly colours: "true" | "256" | "16" | "none";
  /** Whether it shows and sends letters that are more than one byte. */
  readonly utf8: boolean;
  /** The width that it tells for a window of 60 columns, if it tells one. */
  readonly columns?: number;
  readonly isCompressed: boolean;
  readonly showsPasswords?: true;
}

const SSH = "-F none -o StrictHostKeyChecking=no -o LogLevel=ERROR -o UserKnownHostsFile=/dev/null";

/** Compression is off over TLS, as installed. */
const SECURE = { isCompressed: false, portal: "tls" } as const;

const TINTIN: Client = {
  name: "TinTin++",
  program: "tt++",
  portal: "telnet",
  command: (path, port) => `${path} -G -e '#session v 127.0.0.1 ${port}'`,
  end: { typed: "#end", name: "`#end`", after: /SESSION 'gts' ACTIVATED/ },
  colours: "true",
  utf8: true,
  columns: 60,
  isCompressed: true,
};

const TINYFUGUE: Client = {
  name: "TinyFugue",
  program: "tf",
  portal: "telnet",
  command: (path, port) => `${path} -n 127.0.0.1 ${port}`,
  end: { typed: "/quit", name: "`/quit`" },
  colours: "16",
  // Debian's 5.0b8 knows single bytes only, and spoils what has more.
  utf8: false,
  columns: 59,
  isCompressed: true,
};

/** The clients of Debian. */
export const CLIENTS: readonly Client[] = [
  TINTIN,
  TINYFUGUE,
  {
    name: "telnet",
    program: "telnet",
    portal: "telnet",
    command: (path, port) => `${path} 127.0.0.1 ${port}`,
    colours: "256",
    utf8: true,
    columns: 60,
    isCompressed: false,
  },
  {
    name: "netcat",
    program: "nc",
    portal: "telnet",
    command: (path, port) => `${path} 127.0.0.1 ${port}`,
    // It waits for the end of what is typed.
    end: { typed: "\x04", name: "Ctrl-D" },
    colours: "none",
    utf8: true,
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
    colours: "none",
    utf8: true,
    ...SECURE,
    showsPasswords: true,
  },
  {
    name: "ssh",
    program: "ssh",
    portal: "ssh",
    command: (path, port) => `env TERM=xterm-256color ${path} ${SSH} -p ${port} new@127.0.0.1`,
    colours: "256",
    utf8: true,
    columns: 60,
    isCompressed: false,
  },
];
