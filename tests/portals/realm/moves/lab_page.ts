import { Resumption } from "../../../../src/portals/web/client/resumption.js";
import { LabSocket, type LabWeb, type SocketOwner } from "./lab_web.ts";

/** A page that can come back to its session by any Portal, as the page in a browser does. */
export class LabPage implements SocketOwner {
  #socket: LabSocket | null = null;
  #resumption = new Resumption();
  #isReady = false;
  /** How often a session began. */
  begun = 0;
  /** How often it came back to its session. */
  returns = 0;
  /** How many messages were lost meanwhile. */
  lost = 0;
  /** Why its connections ended. */
  readonly reasons: string[] = [];
  /** The text that it was shown, line for line. */
  readonly shown: string[] = [];
  /** What it called with `echo` and was answered. */
  readonly called: unknown[] = [];
  /** What it typed while it had no connection. */
  readonly #unsent: string[] = [];

  /** Whether it has a connection that the server talks on. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** What it shows to come back. */
  get offer(): string {
    return this.#resumption.offer;
  }

  /** Connects, or comes back; returns whether there is a connection. */
  async open(web: LabWeb): Promise<boolean> {
    if (this.#socket !== null) return true;
    const socket = this.#socket = new LabSocket(this);
    const isReturning = this.#resumption.isReturning;
    const isOpen = await web.open(socket, this.offer);
    if (this.#socket !== socket) return false;
    if (!isOpen) this.#socket = null;
    else if (!isReturning) this.#start();
    return isOpen;
  }

  /** Types a line, now or when it is connected. */
  type(line: string): void {
    this.call("text", [line]);
  }

  /** Calls something, now or when it is connected. */
  call(name: string, args: readonly unknown[], kwargs: object = {}): void {
    const frame = JSON.stringify([name, args, kwargs]);
    if (!this.#isReady) return void this.#unsent.push(frame);
    this.#resumption.sent(frame);
    this.#socket?.arrive(frame);
  }

  /** Loses its connection. */
  cut(): void {
    this.#socket?.cut();
    this.#gone("");
  }

  /** What it was shown that begins with this, without that. */
  answers(prefix: string): readonly string[] {
    return this.shown.filter((text) => text.startsWith(prefix))
      .map((text) => text.slice(prefix.length));
  }

  receive(socket: LabSocket, frame: string): void {
    if (socket !== this.#socket) return;
    const [name, args, kwargs] = JSON.parse(frame);
    if (name === "resumed") {
      this.returns++;
      this.lost += kwargs.lost;
      for (const sent of this.#resumption.unreceived(args[0])) socket.arrive(sent);
      return this.#ready();
    }
    if (!this.#isReady) this.#start();
    if (name === "resume") this.#resumption.token = args[0];
    else if (name === "received") this.#resumption.forget(args[0]);
    else {
      this.#resumption.received();
      if (name === "echo") this.called.push(args[0]);
      if (name === "text") this.shown.push(args[0].map(({ t }: { t: string }) => t).join(""));
      const acknowledgement = this.#resumption.acknowledgement();
      if (acknowledgement !== null) socket.arrive(acknowledgement);
    }
  }

  closed(socket: LabSocket, reason: string): void {
    if (socket === this.#socket) this.#gone(reason);
  }

  #start(): void {
    if (this.#isReady) return;
    this.begun++;
    this.#resumption = new Resumption();
    this.#ready();
  }

  #ready(): void {
    this.#isReady = true;
    for (const frame of this.#unsent.splice(0)) {
      this.#resumption.sent(frame);
      this.#socket?.arrive(frame);
    }
  }

  #gone(reason: string): void {
    this.reasons.push(reason);
    this.#socket = null;
    this.#isReady = false;
  }
}
