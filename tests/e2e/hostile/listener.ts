import { SshPeer } from "../../portals/ssh/ssh_peer.ts";
import { soon } from "../soon.ts";

/** Somebody in the room, by whatever portal. */
export interface Listener extends AsyncDisposable {
  readonly name: string;
  /** Types a line. */
  send(line: string): void;
  /** Sends an out-of-band message of this name with a text, as it is; where frames can. */
  call?(name: string, text: string): void;
  /** Returns all that came since the last wait, up to these words; frames are unpacked. */
  until(words: string): Promise<string>;
}

/** The ports of the server under test. */
export interface Ports {
  readonly telnetPort: number;
  readonly webPort: number;
  readonly sshPort: number;
}

const IAC_SEQUENCE = /\xff(?:\xfa[^]*?\xff\xf0|[\xfb-\xfe][^]|[^\xfa-\xff])/g;
const ENCODER = new TextEncoder();
/** The dialects in which text comes in frames, and is typed in frames, too. */
const FRAMED: readonly string[] = ["spans.vestibule", "v1.evennia.com"];

/** What came to a listener. */
class Heard {
  readonly #shown: (raw: string) => string;
  #raw = "";
  #from = 0;
  #wake: () => void = () => {};

  /** @param shown Returns what there is to see of all that came. */
  constructor(shown: (raw: string) => string) {
    this.#shown = shown;
  }

  add(raw: string): void {
    this.#raw += raw;
    this.#wake();
  }

  async until(words: string): Promise<string> {
    for (;;) {
      const fresh = this.#shown(this.#raw).slice(this.#from);
      const at = fresh.indexOf(words);
      if (at >= 0) {
        this.#from += at + words.length;
        return fresh.slice(0, at + words.length);
      }
      const news = new Promise<void>((resolve) => this.#wake = resolve);
      await soon(news, () => `Cannot hear "${words}" in ${JSON.stringify(fresh)}`);
    }
  }
}

/** Connects by telnet, and says of itself what these bytes say. */
export async function byTelnet(
  name: string,
  { telnetPort }: Ports,
  said: readonly number[] = [],
): Promise<Listener> {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port: telnetPort });
  const heard = new Heard(withoutTelnet);
  const reading = (async () => {
    for await (const chunk of socket.readable) heard.add(latin1Of(chunk));
  })().catch(() => {}); // it is closed below
  await socket.write(Uint8Array.from(said));
  return {
    name,
    until: (words) => heard.until(words),
    send: (line) => void socket.write(ENCODER.encode(`${line}\r\n`)),
    async [Symbol.asyncDispose]() {
      socket.close();
      await reading;
    },
  };
}

/** Connects by websocket, in the dialect of this name. */
export async function byWebsocket(name: string, { webPort }: Ports): Promise<Listener> {
  const socket = new WebSocket(`ws://127.0.0.1:${webPort}/ws`, [name]);
  socket.binaryType = "arraybuffer";
  const isFramed = FRAMED.includes(name);
  const heard = isFramed ? new Heard((raw) => raw) : new Heard(withoutTelnet);
  socket.onmessage = ({ data }) => {
    if (isFramed) heard.add(stringsIn(data));
    else if (typeof data !== "string") heard.add(latin1Of(new Uint8Array(data)));
  };
  const closed = new Promise((resolve) => socket.onclose = resolve);
  await new Promise((resolve) => socket.onopen = resolve);
  const frame = (called: string, text: string) => socket.send(JSON.stringify([called, [text], {}]));
  return {
    name,
    until: (words) => heard.until(words),
    send: (line) => isFramed ? frame("text", line) : socket.send(ENCODER.encode(`${line}\r\n`)),
    ...(isFramed && { call: frame }),
    async [Symbol.asyncDispose]() {
      socket.close();
      await closed;
    },
  };
}

/** Connects by SSH as somebody new, with a terminal. */
export async function bySsh(name: string, { sshPort }: Ports): Promise<Listener> {
  const peer = await SshPeer.connect({ port: sshPort, username: "new" });
  return {
    name,
    until: async (words) =>
      await soon(peer.untilRaw(words), () => `Cannot hear "${words}" in ${peer.raw}`) + words,
    // What an unfinished key left in the line is killed first (Ctrl-U).
    send: (line) => peer.press(`\x15${line}\r`),
    async [Symbol.asyncDispose]() {
      peer.vanish();
      await peer.ended();
    },
  };
}

function latin1Of(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** Returns the text in bytes of telnet, of which each is given as a character. */
function withoutTelnet(raw: string): string {
  const text = raw.replace(IAC_SEQUENCE, "");
  return new TextDecoder().decode(Uint8Array.from(text, (one) => one.charCodeAt(0)));
}

/** Returns every string in a JSON text: what its receiver gets to see, whatever becomes of it. */
function stringsIn(json: string): string {
  const found: string[] = [];
  JSON.parse(json, (_, value) => {
    if (typeof value === "string") found.push(value);
    return value;
  });
  return `${found.join("\n")}\n`;
}
