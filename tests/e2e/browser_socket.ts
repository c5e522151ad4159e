import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { soon } from "./soon.ts";

/** In the page: opens a websocket and writes down what comes, binary messages as text. */
const OPEN = `(([port, path, protocols]) => {
  const decoder = new TextDecoder();
  const socket = new WebSocket("ws://127.0.0.1:" + port + path, protocols);
  socket.binaryType = "arraybuffer";
  Object.assign(globalThis, { socket, binary: "", text: "", wake: () => {} });
  socket.onmessage = ({ data }) => {
    if (typeof data === "string") text += data + "\\n";
    else binary += decoder.decode(data, { stream: true });
    wake();
  };
  socket.onclose = ({ code, reason }) => {
    globalThis.end = code + " " + reason;
    wake();
  };
  return new Promise((resolve) => {
    socket.onopen = () => resolve(socket.protocol);
    socket.onerror = () => resolve(null);
  });
})`;

/** In the page: waits until a kind of messages holds something, and takes what was there by then. */
const UNTIL = `(async ([kind, wanted]) => {
  while (!globalThis[kind].includes(wanted)) await new Promise((resolve) => globalThis.wake = resolve);
  const end = globalThis[kind].indexOf(wanted) + wanted.length;
  const taken = globalThis[kind].slice(0, end);
  globalThis[kind] = globalThis[kind].slice(end);
  return taken;
})`;

/** A browser's own websocket, used by a page that is not the server's. */
export class BrowserSocket {
  readonly #page: Page;
  /** The subprotocol that was agreed on. */
  readonly protocol: string;

  private constructor(page: Page, protocol: string) {
    this.#page = page;
    this.protocol = protocol;
  }

  /** Opens a page, and a websocket from it. */
  static async open(
    context: BrowserContext,
    { page: url, port, protocols, path = "/ws" }: {
      readonly page: string;
      readonly port: number;
      readonly protocols: readonly string[];
      readonly path?: string;
    },
  ): Promise<BrowserSocket> {
    const page = await context.newPage();
    await page.goto(url);
    const protocol = await evaluate(page, OPEN, [port, path, protocols]);
    assert.equal(typeof protocol, "string", "the websocket was refused");
    return new BrowserSocket(page, String(protocol));
  }

  /** Sends a binary message, as bytes or as text in UTF-8. */
  async sendBytes(message: string | readonly number[]): Promise<void> {
    const bytes = typeof message === "string" ? [...new TextEncoder().encode(message)] : message;
    await evaluate(this.#page, "((bytes) => socket.send(Uint8Array.from(bytes)))", bytes);
  }

  /** Sends a text message. */
  async sendText(message: string): Promise<void> {
    await evaluate(this.#page, "((message) => socket.send(message))", message);
  }

  /** Waits for something in binary or text messages, and returns it with what came before it. */
  async until(kind: "binary" | "text", wanted: string): Promise<string> {
    const missing = () => `Cannot find "${wanted}" in ${kind} messages`;
    return String(await soon(evaluate(this.#page, UNTIL, [kind, wanted]), missing));
  }

  /** Returns the code and the reason of the end, when it comes. */
  async ended(): Promise<unknown> {
    const end = "(async () => { while (!globalThis.end) await new Promise((resolve) => " +
      "globalThis.wake = resolve); return globalThis.end; })";
    return await soon(evaluate(this.#page, end, null), () => "Cannot see an end");
  }
}

/** Calls a function of the page, given as source: the page's types are not these. */
function evaluate(page: Page, source: string, argument: unknown): Promise<unknown> {
  return page.evaluate(`${source}(${JSON.stringify(argument)})`);
}
