import { connect, type Socket } from "node:net";
import ssh2 from "ssh2";
import { HeldCiphers } from "../../../src/portals/ssh/held_ciphers.ts";
import { Dice } from "../telnet/fuzz_streams.ts";
import { hostilePacket } from "./hostile_packets.ts";

/** How far a client behaves, before it does not. */
export const MOMENTS = ["hello", "handshake", "question", "login", "shell"] as const;

/** One of {@linkcode MOMENTS}. */
export type Moment = typeof MOMENTS[number];

const USERNAME = "anna";
const PACKETS = 12;

/** The part of the library's insides that writes packets. */
interface Insides {
  readonly _protocol: {
    rekey(): void;
    readonly _packetRW: {
      readonly write: {
        readonly allocStart: number;
        alloc(length: number): Uint8Array;
        finalize(packet: Uint8Array): Uint8Array;
      };
    };
    readonly _cipher: { encrypt(packet: Uint8Array): void };
  };
}

/** Behaves up to a moment, sends nonsense, and goes in one of three ways. */
export async function misbehave(port: number, moment: Moment, seed: number): Promise<void> {
  const dice = new Dice(seed);
  const { socket, closed } = dial(port);
  const attack = (client: unknown) => {
    sendNonsense(client, dice);
    leave(socket, dice);
  };
  if (moment === "hello") greetBadly(socket, dice);
  else greet(socket, moment, attack);
  await closed;
}

/** Wants other keys when it is asked who it is; resolves when the server has hung up. */
export async function changeKeysEarly(port: number): Promise<void> {
  const { socket, closed } = dial(port);
  greet(socket, "question", (client) => (client as Insides)._protocol.rekey());
  await closed;
}

function dial(port: number): { readonly socket: Socket; readonly closed: Promise<void> } {
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  socket.once("close", () => resolve());
  return { socket, closed };
}

function greetBadly(socket: Socket, dice: Dice): void {
  const garbage = Uint8Array.from({ length: 200 }, () => dice.byte());
  const hello = ["", "SSH-2.0-x\r\n", "SSH-1.5-x\r\n", "x".repeat(9000)][dice.below(4)] ?? "";
  socket.once("data", () => {
    socket.write(hello);
    socket.write(garbage);
    leave(socket, dice);
  });
}

function greet(sock: Socket, moment: Moment, attack: (client: unknown) => void): void {
  const client = new ssh2.Client();
  client.on("error", () => {});
  const ciphers = new HeldCiphers(client);
  client.on("close", () => {
    ciphers[Symbol.dispose]();
    sock.destroy();
  });
  if (moment === "handshake") client.on("handshake", () => attack(client));
  if (moment === "login") client.on("ready", () => attack(client));
  if (moment === "shell") client.on("ready", () => client.shell(() => attack(client)));
  client.on("keyboard-interactive", (...args: unknown[]) => {
    if (moment === "question") return attack(client);
    const finish = args[4] as (answers: readonly string[]) => void;
    finish([""]);
  });
  client.connect({ sock, username: USERNAME, tryKeyboard: true });
}

function sendNonsense(client: unknown, dice: Dice): void {
  // What the library's types do not tell, and no other client of its kind could send.
  const { _protocol: { _packetRW: { write }, _cipher } } = client as Insides;
  for (let count = 0; count < PACKETS; count++) {
    const payload = hostilePacket(dice, USERNAME);
    const packet = write.alloc(payload.length);
    packet.set(payload, write.allocStart);
    _cipher.encrypt(write.finalize(packet));
  }
}

function leave(socket: Socket, dice: Dice): void {
  switch (dice.below(3)) {
    case 0:
      return void socket.resetAndDestroy();
    case 1:
      return void socket.destroy();
    default:
      return void socket.end();
  }
}
