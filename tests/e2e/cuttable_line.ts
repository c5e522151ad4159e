import { connect, createServer, type Server, type Socket } from "node:net";

/** A way to a port of this machine that can be cut, as networks are. */
export class CuttableLine implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** The port to connect to instead. */
  readonly port: number;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** Opens a way to a port. */
  static async to(port: number): Promise<CuttableLine> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("Cannot listen");
    const line = new CuttableLine(server, address.port);
    server.on("connection", (near) => line.#join(near, connect(port, "127.0.0.1")));
    return line;
  }

  /** Lets nothing through any more, while both ends believe in each other. */
  hold(): void {
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  /** Cuts what is connected now; new connections are taken. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Cuts all, and takes nothing any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.cut();
    await promise;
  }

  #join(near: Socket, far: Socket): void {
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      this.#sockets.add(socket);
      socket.on("error", () => {}); // it was cut
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
