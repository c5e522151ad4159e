import * as z from "zod";

const rate = z.number().min(0);
const burst = z.int().min(1);
const size = z.int().min(0);

/** What one peer may send, and how often. */
export const limits = {
  maxLineLength: size.default(6000)
    .describe("The longest typed line, in characters; 0 is off."),
  maxWebsocketMessage: size.default(65_536)
    .describe("The largest websocket message, in bytes; 0 is off."),
  maxOutboundBytes: size.default(1_048_576)
    .describe("Output that may wait for a slow client, in bytes; 0 is off."),
  commandRate: rate.default(10)
    .describe("Typed lines per second of one session; 0 is off."),
  commandBurst: burst.default(20)
    .describe("Typed lines at once, before commandRate counts."),
  oobRate: rate.default(80)
    .describe("Out-of-band messages per second of one session; 0 is off."),
  connectionRatePerAddress: rate.default(5)
    .describe("New connections per second from one address (IPv6: /64); 0 is off."),
  connectionBurstPerAddress: burst.default(20)
    .describe("New connections from one address (IPv6: /64) at once, before the rate counts."),
  connectionRate: rate.default(200)
    .describe("New connections per second from all addresses; 0 is off."),
  maxSessionsPerAddress: size.default(200)
    .describe("Sessions of one address (IPv6: /64) at once; 0 is off."),
  maxSessionsBeforeLogin: size.default(1000)
    .describe("Sessions that have not logged in, from all addresses; 0 is off."),
};
