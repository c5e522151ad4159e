import { OPTION, subnegotiation } from "../telnet_bytes.ts";

/** Returns the size of a window, as a client tells it (RFC 1073). */
export function windowSize(columns: number, rows: number): Uint8Array {
  const bytes = [columns, rows].flatMap((size) => [size >> 8, size & 255]);
  return subnegotiation(OPTION.NAWS, bytes);
}
