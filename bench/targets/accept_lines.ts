import { createServer, type Socket } from "node:net";

/** The clients of a bare server, by their numbers. */
export interface Clients {
  /** The port, of this machine alone. */
  readonly port: number;
  /** Sends text to one of them; to all when it begins with `*`. */
  send(id: number, text: string): void;
}

/**
 * Listens on a free port, and greets.
 *
 * @param onText Hears whole lines, each with its end.
 */
export async function acceptLines(
  onText: (clients: Clients, id: number, text: string) => void,
): Promise<Clients> {
  const sockets = new Map<number, Socket>();
  let last = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    const id = ++last;
    let held = "";
    sockets.set(id, socket);
    socket.setEncoding("latin1");
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(id));
    socket.on("data", (text: string) => {
      held += text;
      const end = held.lastIndexOf("\n") + 1;
      if (end === 0) return;
      onText(clients, id, held.slice(0, end));
      held = held.slice(end);
    });
    socket.write("Welcome\r\n");
  });
  await new Promise<void>((resolve) =>
    server.listen({ host: "127.0.0.1", port: 0, backlog: 4096 }, resolve)
  );
  const address = server.address();
  const clients: Clients = {
    port: typeof address === "object" && address !== null ? address.port : 0,
    send(id, text) {
      if (!text.startsWith("*")) return void sockets.get(id)?.write(text);
      for (const socket of sockets.values()) socket.write(text);
    },
  };
  return clients;
}
