import { systemClock } from "../../src/core/clock.ts";
import { TelnetDecoder } from "../../src/portals/telnet/codec.ts";
import { COMMAND, OPTION } from "../../src/portals/telnet/telnet_bytes.ts";
import { TelnetInput } from "../../src/portals/telnet/telnet_input.ts";
import { WireEncoding } from "../../src/portals/telnet/wire_encoding.ts";

const { IAC, SB, SE, WILL, NOP } = COMMAND;
/** What one run reads, in bytes, in pieces as large as those of a socket. */
const STREAM_BYTES = 1024 * 1024;
const PIECE_BYTES = 4096;
const OPTIONS = { payloadLimit: () => 1024, openMs: 10_000, clock: systemClock };

const LINE = [...new TextEncoder().encode("say The quick brown fox jumps over the lazy dog.\r\n")];
/** A window size, a negotiation, a NOP, a doubled IAC and some keys: hardly a byte is plain text. */
const DENSE = [IAC, SB, OPTION.NAWS, 0, 80, 0, 24, IAC, SE, IAC, WILL, OPTION.TTYPE, IAC, NOP]
  .concat([IAC, IAC, 0x61, 0x62]);

function pieces(sample: readonly number[]): readonly Uint8Array[] {
  const stream = Uint8Array.from(
    { length: STREAM_BYTES },
    (_, at) => sample[at % sample.length] ?? 0,
  );
  return Array.from(
    { length: STREAM_BYTES / PIECE_BYTES },
    (_, at) => stream.subarray(at * PIECE_BYTES, (at + 1) * PIECE_BYTES),
  );
}

const plain = pieces(LINE);
const dense = pieces(DENSE);

Deno.bench("TelnetDecoder: 1 MiB of plain lines", () => {
  const decoder = new TelnetDecoder(OPTIONS);
  for (const piece of plain) decoder.push(piece);
});

Deno.bench("TelnetDecoder: 1 MiB of dense telnet", () => {
  const decoder = new TelnetDecoder(OPTIONS);
  for (const piece of dense) decoder.push(piece);
});

Deno.bench("TelnetInput, with lines made and decoded: 1 MiB of plain lines", () => {
  const input = new TelnetInput({ ...OPTIONS, lineCharacters: 6000, encoding: new WireEncoding() });
  for (const piece of plain) for (const _ of input.read(piece));
});
