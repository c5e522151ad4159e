import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call } from "../../core/boundary/messages.ts";
import type { Received } from "../../portals/loopback/loopback_connection.ts";
import type { TestPortal } from "../test_model.ts";

/** The client's end of a connection, whatever it speaks. */
export interface TestClient {
  /** What it speaks. */
  readonly portal: TestPortal;
  /** Everything that came, in order. */
  readonly received: readonly Received[];
  /** Whether the screen hides what is typed next. */
  readonly isSecret: boolean;
  /** Whether what came stands in lines of its own, or runs on as in a terminal. */
  readonly comesInLines: boolean;
  /** Types a line. */
  type(line: string): void;
  /** Sends a call that is no typed line. */
  call(call: Call): void;
  /** Tells something about itself. */
  tell(flags: ProtocolFlags): void;
  /** Resolves when each side has read what the other had written. */
  flush(): Promise<void>;
  /** Is gone, without a word. */
  vanish(): void;
  /** Closes its end, if it is open, and resolves when nothing of it is left. */
  close(): Promise<void>;
}
