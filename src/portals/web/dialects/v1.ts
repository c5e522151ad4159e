import { V1_PROTOCOL } from "../dialect.ts";
import type { DialectKind } from "./dialect.ts";
import { EvenniaFrames } from "./evennia_frames.ts";

/** What Evennia's web client speaks: its frames, with text as HTML (behaviour 12.1.3). */
export const V1: DialectKind = {
  name: V1_PROTOCOL,
  flags: { oob: true },
  create: (host) => new EvenniaFrames(host, { text: "v1", knowsInputMode: false }),
};
