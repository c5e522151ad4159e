import * as v from "valibot";
import type { Boundary } from "../../../src/core/boundary/boundary.ts";
import { inlineBoundary } from "../../../src/core/boundary/inline_boundary.ts";
import { workerBoundary } from "../../../src/core/boundary/worker_boundary.ts";
import { natsBoundary } from "../../../src/portals/realm/link/nats_boundary.ts";
import { linkPair } from "../../portals/realm/link/link_pair.ts";
import { HAS_NATS } from "../../portals/realm/nats/nats_test_case.ts";
import { sharedConnections } from "../../portals/realm/nats/shared_nats.ts";

/** What crosses in these tests: a numbered word of one session. */
export const WordSchema = v.strictObject({
  kind: v.literal("word"),
  sessid: v.number(),
  said: v.unknown(),
});

/** What crosses in these tests. */
export type Word = v.InferOutput<typeof WordSchema>;

/** Both ends of a wall. */
export interface Ends extends Disposable {
  readonly portal: Boundary<Word, Word>;
  readonly server: Boundary<Word, Word>;
}

/** A way to cross. */
export interface Wall {
  readonly name: string;
  /** Whether it is there only with a program that is not installed. */
  readonly isMissing?: boolean;
  /** Opens a wall that checks what arrives at either end, with one batch in flight. */
  open(): Ends | Promise<Ends>;
}

function closing(portal: Boundary<Word, Word>, server: Boundary<Word, Word>): Ends {
  return {
    portal,
    server,
    [Symbol.dispose]() {
      portal.close();
      server.close();
    },
  };
}

/** Every way to cross. */
export const WALLS: readonly Wall[] = [
  {
    name: "inlineBoundary()",
    open() {
      const { portal, server } = inlineBoundary<Word, Word>({
        epoch: 1,
        portalSchema: WordSchema,
        serverSchema: WordSchema,
      });
      return closing(portal, server);
    },
  },
  {
    name: "workerBoundary()",
    open() {
      const { port1, port2 } = new MessageChannel();
      const options = { epoch: 1, schema: WordSchema };
      return closing(
        workerBoundary<Word, Word>(port1, options),
        workerBoundary<Word, Word>(port2, options),
      );
    },
  },
  {
    name: HAS_NATS ? "natsBoundary()" : "natsBoundary() (not installed: nats-server)",
    isMissing: !HAS_NATS,
    async open() {
      const links = await linkPair(sharedConnections());
      const options = { epoch: 1, schema: WordSchema, inFlight: 1 };
      return closing(
        natsBoundary<Word, Word>(links.portal, options),
        natsBoundary<Word, Word>(links.server, options),
      );
    },
  },
];

/** A word of one session. */
export function word(said: unknown, sessid = 1): Word {
  return { kind: "word", sessid, said };
}

/** Keeps what one end of a wall receives, batch by batch. */
export class Receiver {
  readonly batches: (readonly Word[])[] = [];
  #wake: () => void = () => {};

  constructor(end: Boundary<Word, Word>) {
    end.onBatch(({ messages }) => {
      this.batches.push(messages);
      this.#wake();
    });
  }

  /** What was said, of all batches. */
  get said(): readonly unknown[] {
    return this.batches.flat().map(({ said }) => said);
  }

  /** Waits until this many messages have come in all. */
  async count(wanted: number): Promise<void> {
    while (this.batches.flat().length < wanted) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }
}

/** Sends over a wall of its own, so that whatever was on its way before has arrived. */
export async function crossAnother(wall: Wall): Promise<void> {
  using ends = await wall.open();
  const server = new Receiver(ends.server);
  ends.portal.send(word("last"));
  await server.count(1);
}
