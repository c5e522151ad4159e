import { messageOf } from "../../../core/trace/error_text.ts";
import type { NatsProblem } from "./nats_connect_error.ts";
import { NatsHandshakeError } from "./nats_transport.ts";

/** What is wrong, without the place. */
type Problem = Omit<NatsProblem, "place">;

/** Says why nobody could be connected to; the client's own errors are known by their names. */
export function connectProblem(error: unknown): Problem {
  if (error instanceof Deno.errors.ConnectionRefused) return REFUSED;
  if (error instanceof NatsHandshakeError) return HANDSHAKES[error.kind];
  const { name, message } = error instanceof Error ? error : new Error(messageOf(error));
  if (name === "AuthorizationError") return UNKNOWN_CLIENT;
  if (name === "TimeoutError") return SILENT;
  if (/certificate|tls|handshake/i.test(message)) return { ...UNTRUSTED, state: message };
  if (/lookup address|name or service|no such host/i.test(message)) return NAMELESS;
  return { ...UNREACHABLE, state: message };
}

const REFUSED: Problem = {
  needed: "it must be running",
  state: "nothing listens there",
  remedy: 'start nats-server there, or correct the setting "nats"',
};

const NAMELESS: Problem = {
  needed: "its name must be known",
  state: "no address is found for it",
  remedy: 'correct the host in the setting "nats"',
};

const UNREACHABLE: Omit<Problem, "state"> = {
  needed: "it must be reached",
  remedy: 'see whether the network and the setting "nats" are right',
};

const SILENT: Problem = {
  needed: "it must answer",
  state: "it is silent",
  remedy: 'see whether a NATS server runs there and a firewall lets us through, or correct "nats"',
};

const UNKNOWN_CLIENT: Problem = {
  needed: "it must let us in",
  state: "it refuses what we say of who we are",
  remedy: 'give its user and password in the setting "nats", or an nkey\'s file in "natsNkey"',
};

const UNTRUSTED: Omit<Problem, "state"> = {
  needed: "its certificate must be trusted",
  remedy: 'give the file of the authority that signed it as "natsCa", and in "nats" a host that ' +
    "the certificate is for",
};

const HANDSHAKES: Readonly<Record<NatsHandshakeError["kind"], Problem>> = {
  foreign: {
    needed: "it must be a NATS server",
    state: "something else answers",
    remedy: 'correct the port in the setting "nats"',
  },
  plain: {
    needed: "it must speak TLS",
    state: "it does not",
    remedy:
      'give it a certificate, or write nats:// in the setting "nats" and leave "natsCa" empty',
  },
  ended: {
    needed: "it must stay on the line",
    state: "it hung up before it said what it is",
    remedy: "see its log",
  },
};
