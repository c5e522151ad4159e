import type { Dice } from "../telnet/fuzz_streams.ts";

const ENCODER = new TextEncoder();
/** Numbers of messages (RFC 4250, 4.1.2). */
const MESSAGE = {
  userauth: 50,
  answers: 61,
  global: 80,
  open: 90,
  adjust: 93,
  request: 98,
} as const;
const CHANNEL_MESSAGES = [91, 92, 94, 95, 96, 97, 99, 100] as const;
const REQUESTS = [
  "pty-req",
  "env",
  "shell",
  "exec",
  "subsystem",
  "window-change",
  "signal",
  "x11-req",
  "auth-agent-req@openssh.com",
  "exit-status",
] as const;
const GLOBALS = ["tcpip-forward", "no-more-sessions@openssh.com", "unheard-of"] as const;
const CHANNELS = ["session", "direct-tcpip", "x11", "auth-agent@openssh.com", ""] as const;
const METHODS = ["none", "password", "publickey", "keyboard-interactive", "hostbased"] as const;
/** Windows, packets and channels that are too small, too large, or not there. */
const NUMBERS = [0, 0, 1, 2, 32_768, 0xffff_ffff] as const;

/** Makes a message as SSH's grammar has it, with faults, or one of any bytes. */
export function hostilePacket(dice: Dice, username: string): Uint8Array {
  switch (dice.below(8)) {
    case 0:
      return message(
        MESSAGE.open,
        text(pick(dice, CHANNELS)),
        number(dice),
        number(dice),
        any(dice),
      );
    case 1:
      return message(MESSAGE.adjust, number(dice), number(dice));
    case 2:
      return message(MESSAGE.global, text(pick(dice, GLOBALS)), [dice.below(2)], any(dice));
    case 3:
      return message(MESSAGE.answers, number(dice), text("wrong"));
    case 4: {
      const head = [username, "ssh-connection", pick(dice, METHODS)].flatMap(text);
      return message(MESSAGE.userauth, head, [dice.below(2)], any(dice));
    }
    case 5:
      return message(pick(dice, CHANNEL_MESSAGES), number(dice), text("help\r\n"), any(dice));
    case 6:
      return message(dice.below(101), any(dice));
    default:
      return message(MESSAGE.request, number(dice), text(pick(dice, REQUESTS)), [1], any(dice));
  }
}

function message(kind: number, ...parts: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.of(kind, ...parts.flat());
}

function any(dice: Dice): number[] {
  return Array.from({ length: dice.below(60) }, () => dice.byte());
}

function text(value: string): number[] {
  const bytes = ENCODER.encode(value);
  return [0, 0, bytes.length >> 8, bytes.length & 255, ...bytes];
}

function number(dice: Dice): number[] {
  const value = pick(dice, NUMBERS);
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
}

function pick<Value>(dice: Dice, values: readonly Value[]): Value {
  // A number below the length is that of one of them.
  return values[dice.below(values.length)] as Value;
}
