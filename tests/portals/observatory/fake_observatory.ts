import { serve } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import { observatoryFiles } from "../../../src/portals/observatory/observatory_files.ts";
import { answerFile, pageFile } from "../../../src/portals/web/page_file.ts";
import tokens from "../../../src/portals/web/client/tokens.css" with { type: "text" };

/** The policy that the real pages have. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Serves the observatory's page, with a stream that says what a test says. */
export class FakeObservatory implements AsyncDisposable {
  readonly port: number;
  /** What each stream was asked for, in order. */
  readonly asked: URL[] = [];
  /** What a new stream is told first. */
  hello: Readonly<Record<string, unknown>>;
  /** What streams are refused with, if they are. */
  refuseWith: 403 | 503 | undefined;
  readonly #server: ReturnType<typeof serve>;
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();

  private constructor(hello: Readonly<Record<string, unknown>>, server: ReturnType<typeof serve>) {
    this.hello = hello;
    this.#server = server;
    // listening on TCP gives an address of this kind
    this.port = (server.address() as AddressInfo).port;
  }

  static async start(hello: Readonly<Record<string, unknown>>): Promise<FakeObservatory> {
    const app = new Hono();
    const started = Promise.withResolvers<void>();
    const server = serve(
      { fetch: app.fetch, hostname: "127.0.0.1", port: 0 },
      () => started.resolve(),
    );
    await started.promise;
    const fake = new FakeObservatory(hello, server);
    fake.#addRoutes(app);
    return fake;
  }

  /** Tells every open stream. */
  tell(event: string, data: unknown): void {
    for (const stream of this.#streams) stream.enqueue(frame(event, data));
  }

  /** Ends every open stream. */
  cut(): void {
    for (const stream of this.#streams) stream.close();
    this.#streams.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    if ("closeAllConnections" in this.#server) this.#server.closeAllConnections();
    await promise;
  }

  #addRoutes(app: Hono): void {
    app.use(async (context, next) => {
      await next();
      context.header("content-security-policy", POLICY);
    });
    const icon = pageFile("/client/favicon.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const files = [
      ...observatoryFiles("The Old House"),
      pageFile("/client/tokens.css", tokens),
      icon,
    ];
    for (const file of files) {
      app.get(file.path, (context) => answerFile(file, context.req.header("if-none-match")));
    }
    app.get("/observatory/stream", (context) => {
      this.asked.push(new URL(context.req.url));
      const { refuseWith } = this;
      return refuseWith === undefined ? this.#stream() : context.text("no", refuseWith);
    });
  }

  #stream(): Response {
    let own: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        this.#streams.add(controller);
        controller.enqueue(frame("hello", this.hello));
      },
      cancel: () => void this.#streams.delete(own),
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  }
}

function frame(event: string, data: unknown): Uint8Array {
  return new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
