import { SPANS_PROTOCOL } from "../dialect.ts";
import type { DialectKind } from "./dialect.ts";
import { EvenniaFrames } from "./evennia_frames.ts";

/** What our own page speaks: Evennia's frames, with text as JSON spans. */
export const SPANS: DialectKind = {
  name: SPANS_PROTOCOL,
  flags: { oob: true },
  create: (host) => new EvenniaFrames(host, { text: "spans", knowsInputMode: true }),
};
