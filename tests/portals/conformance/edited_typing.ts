const KILL_LINE = "\x15";
const REDRAW = "\x0c";
const PROBE = "~";
const CLEARED = "\x1b[H\x1b[2J";

/** A client whose lines the server edits. */
export interface EditedClient {
  /** Presses keys. */
  press(keys: string): Promise<void> | void;
  /** Waits for text, whatever codes stand in it. */
  until(text: string): Promise<void>;
  /** Waits for bytes exactly as they are sent, and returns what came before them. */
  untilRaw(bytes: string): Promise<string>;
}

/** Waits until what is typed is hidden, or shown: a key is pressed, and taken back. */
export async function untilTyping(client: EditedClient, mode: "hidden" | "shown"): Promise<void> {
  await client.press(PROBE);
  if (mode === "shown") {
    await client.until(PROBE);
  } else {
    await client.press(REDRAW);
    const before = await client.untilRaw(CLEARED);
    if (before.includes(PROBE)) throw new Error(`Cannot hide ${PROBE}: it was shown`);
    await client.until("Password:");
  }
  await client.press(KILL_LINE);
}
