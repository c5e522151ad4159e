import { soon } from "./soon.ts";

/** What a line answers with, so that it is known to have been played. */
const SCRIPT: readonly (readonly [line: string, answer: string])[] = [
  ["inventory", "carr"],
  ["look", "Exits"],
  ["inventory", "carr"],
  ["inventory", "carr"],
  ["say well met", "You say"],
  ["inventory", "carr"],
  ["look", "Exits"],
  ["inventory", "carr"],
];

/** A player on a websocket that types the next line as soon as the last was answered. */
class Player {
  readonly #socket: WebSocket;
  #wanted = "";
  #found: () => void = () => {};
  #seen = "";
  /** How many lines were answered. */
  played = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#take(String(data));
  }

  static async connect(port: number): Promise<Player> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, "spans.vestibule");
    const player = new Player(socket);
    await new Promise((resolve) => socket.onopen = resolve);
    player.#send(["client_options", [], { client: "crowd" }]);
    return player;
  }

  /** Types a line, and waits for what it answers with. */
  async type(line: string, answer: string): Promise<void> {
    this.#wanted = answer;
    this.#seen = "";
    const found = new Promise<void>((resolve) => this.#found = resolve);
    this.#send(["text", [line], {}]);
    await soon(found, () => `"${line}" did not answer with "${answer}" but ${this.#seen}`);
  }

  async play(signal: AbortSignal): Promise<void> {
    for (let at = 0; !signal.aborted; at++) {
      const [line, answer] = SCRIPT[at % SCRIPT.length] ?? ["look", "Exits"];
      await this.type(line, answer);
      this.played++;
    }
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#socket.onclose = resolve);
    this.#socket.close();
    await closed;
  }

  #send(call: unknown): void {
    this.#socket.send(JSON.stringify(call));
  }

  #take(frame: string): void {
    if (this.#wanted === "") return;
    this.#seen = frame.slice(0, 300);
    if (!frame.includes(this.#wanted)) return;
    this.#wanted = "";
    this.#found();
  }
}

/** Many players in one world, who play as fast as they are answered. */
export class Crowd implements AsyncDisposable {
  readonly #players: readonly Player[];

  private constructor(players: readonly Player[]) {
    this.#players = players;
  }

  /** Lets them come, make their characters and enter the world, a few at a time. */
  static async enter(port: number, count: number): Promise<Crowd> {
    const players: Player[] = [];
    const waiting = Array.from({ length: count }, (_, index) => `Player${letters(index)}`);
    const enterAll = async () => {
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        const player = await Player.connect(port);
        await player.type(`create ${name} correct-horse-battery`, "out of character");
        await player.type(`charcreate ${name}`, "What is");
        await player.type("done", "yes");
        await player.type("yes", "Exits");
        players.push(player);
      }
    };
    await Promise.all(Array.from({ length: 8 }, enterAll));
    return new Crowd(players);
  }

  /** Lets all of them play for a while; returns how many lines were answered a second. */
  async play(ms: number): Promise<number> {
    const abort = new AbortController();
    for (const player of this.#players) player.played = 0;
    const from = performance.now();
    const timer = setTimeout(() => abort.abort(), ms);
    await Promise.all(this.#players.map((player) => player.play(abort.signal)));
    clearTimeout(timer);
    const seconds = (performance.now() - from) / 1000;
    return this.#players.reduce((sum, { played }) => sum + played, 0) / seconds;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#players.map((player) => player.close()));
  }
}

/** A name has letters alone. */
function letters(index: number): string {
  return [...String(index)].map((digit) => "abcdefghij"[Number(digit)]).join("");
}
