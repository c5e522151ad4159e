/** A connection as the crowd needs it: lines in, text out. */
export interface Line {
  /** Sends a typed line. */
  send(text: string): void;
  /** Ends it from this side. */
  close(): void;
}

/** What a line tells. */
export interface LineEvents {
  /** Text came; for a websocket it is a frame as it was sent. */
  readonly onText: (text: string) => void;
  /** It has ended, whoever ended it. */
  readonly onEnd: () => void;
}

/** Connects by telnet, negotiating nothing. */
export async function telnetLine(port: number, events: LineEvents): Promise<Line> {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port });
  socket.setNoDelay();
  void read(socket, events);
  const encoder = new TextEncoder();
  let writing: Promise<unknown> = Promise.resolve();
  return {
    send: (text) => {
      // In order, and whole: one write may take a part only.
      writing = writing.then(() => writeAll(socket, encoder.encode(`${text}\r\n`))).catch(() => {});
    },
    close: () => closeSocket(socket),
  };
}

/** Connects by websocket, as the page does. */
export async function websocketLine(port: number, events: LineEvents): Promise<Line> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, "spans.vestibule");
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.onopen = () => resolve();
  socket.onerror = () => reject(new Error("Cannot connect by websocket"));
  socket.onmessage = ({ data }) => events.onText(String(data));
  socket.onclose = () => events.onEnd();
  await promise;
  const call = (...parts: readonly unknown[]) => socket.send(JSON.stringify(parts));
  call("client_options", [], { client: "counting" });
  return { send: (text) => call("text", [text], {}), close: () => socket.close() };
}

async function read(socket: Deno.TcpConn, { onText, onEnd }: LineEvents): Promise<void> {
  const buffer = new Uint8Array(16_384);
  // Latin-1 keeps telnet's own bytes apart from text, whatever they are.
  const decoder = new TextDecoder("latin1");
  try {
    for (;;) {
      const count = await socket.read(buffer);
      if (count === null) break;
      onText(decoder.decode(buffer.subarray(0, count)));
    }
  } catch {
    // A cut connection ends like a closed one.
  }
  closeSocket(socket);
  onEnd();
}

async function writeAll(socket: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await socket.write(bytes.subarray(at));
}

function closeSocket(socket: Deno.TcpConn): void {
  try {
    socket.close();
  } catch {
    // It is closed already.
  }
}
