import { LIFECYCLE } from "../../core/boundary/lifecycle.ts";
import type { Pass } from "./access.ts";
import type { House } from "./house.ts";
import type { Observatory } from "./observatory.ts";
import type { Recorded, Recorder } from "./recorder.ts";
import { type Frame, frameOf, HEARTBEAT, StreamQueue } from "./stream_queue.ts";

/** How often a reader gets a sign of life, in milliseconds. */
const HEARTBEAT_MS = 15_000;
/** How many characters may wait for a slow reader. */
const MOST_WAITING = 4_000_000;
const HEADERS = { "content-type": "text/event-stream", "cache-control": "no-store" };
const ENCODER = new TextEncoder();

/** Who reads a stream, and of what. */
export interface StreamReader {
  readonly observatory: Observatory;
  readonly house: House;
  readonly recorder: Recorder;
  readonly serverName: string;
  readonly pass: Pass;
  /** Is called once, when the stream is over. */
  readonly onEnd: () => void;
}

/**
 * Answers with a stream of what happens in a house. It begins with all that is recorded, and ends
 * with the house, the program, or the reader's right to look.
 */
export function streamResponse(reader: StreamReader): Response {
  const queue = new StreamQueue(MOST_WAITING);
  const ends = follow(queue, reader);
  const end = () => {
    queue.end();
    ends[Symbol.dispose]();
  };
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const text = await queue.next();
      if (text !== undefined && reader.pass.holds()) {
        return controller.enqueue(ENCODER.encode(text));
      }
      end();
      controller.close();
    },
    cancel: end,
  }, { highWaterMark: 1 });
  return new Response(body, { headers: HEADERS });
}

function follow(queue: StreamQueue, reader: StreamReader): Disposable {
  const { observatory: { houses, clock }, recorder, pass, onEnd } = reader;
  const stack = new DisposableStack();
  stack.defer(onEnd);
  stack.use(recorder.follow(queue, (recorded) => queue.begin(helloOf(reader, recorded))));
  stack.use(houses.onChange((names) => queue.push(frameOf("houses", JSON.stringify(names)))));
  let beat: Disposable | undefined;
  const beatLater = () => {
    beat = clock.timer(HEARTBEAT_MS, () => {
      queue.push(HEARTBEAT);
      void pass.renew();
      beatLater();
    });
  };
  beatLater();
  stack.defer(() => beat?.[Symbol.dispose]());
  return stack;
}

function helloOf(reader: StreamReader, { events, from }: Recorded): Frame {
  const { observatory: { houses, clock }, house, serverName, pass: { access } } = reader;
  const hello = {
    house: house.name,
    houses: houses.names,
    serverName,
    access,
    lifecycle: LIFECYCLE,
    now: clock.now(),
    sessions: house.sessions.syncs,
    recordedFrom: from,
  };
  // The events are JSON already: a long record is not read again to be written again.
  return frameOf("hello", `${JSON.stringify(hello).slice(0, -1)},"recorded":${events}}`);
}
