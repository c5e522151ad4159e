import type { Session } from "../model.ts";

/** Something that somebody said where others hear it. */
export interface ChannelText {
  /** Where it was said, such as `say` or a channel's name; a client may show each by itself. */
  readonly channel: string;
  /** Who said it. */
  readonly talker: string;
  /** The line as it is shown: markup. */
  readonly text: string;
}

/** What a game tells clients beside the text, as long as no plugin declares the message itself. */
export interface GameOob {
  /**
   * Tells clients what somebody said, for a window of its own: GMCP's `Comm.Channel.Text`. It is
   * shown as text too, by whoever calls this.
   */
  channelText(to: readonly Session[], said: ChannelText): void;
}
