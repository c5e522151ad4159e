/** One thing that a client and the Portal said to each other, in words beside the bytes. */
export interface Exchange {
  /** Whether the client said it, or the Portal. */
  readonly direction: "in" | "out";
  /** What it says: one line of bounded length, without control characters and without secrets. */
  readonly words: string;
  /** The first of its bytes, as hex, and how many more there are; empty where they are not shown. */
  readonly hex: string;
}

/** What an exchange says, without its direction. */
export type Said = Omit<Exchange, "direction">;

/** Who looks at a connection, and what is known of it where it is a session. */
export interface XraySight {
  /** Takes each exchange, in order. */
  readonly show: (exchange: Exchange) => void;
  /** Tells whether the client has logged in: before that, what it types may be a password. */
  readonly isLoggedIn: () => boolean;
  /** Tells whether what it types is hidden now, or may be the answer to a question that hid it. */
  readonly isHidden: () => boolean;
}
