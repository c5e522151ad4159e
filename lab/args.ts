import type { Target } from "./lab_client.ts";

/** What the lab was asked to do. */
export type LabArgs =
  | { readonly kind: "help" }
  | { readonly kind: "problem"; readonly problem: string }
  | {
    readonly kind: "run";
    /** The server to visit; a server of our own unless given. */
    readonly target: Target | undefined;
    /** The line that leads to the question for a password. */
    readonly login: string | undefined;
    /** Whether clients come by TLS. */
    readonly isSecure: boolean;
    readonly isHostile: boolean;
    readonly isJson: boolean;
    readonly isWritten: boolean;
  };

/** What `--help` shows. */
export const LAB_HELP = `deno task lab [HOST PORT] [options]

Plays Mudlet, TinTin++, MUSHclient, TinyFugue, telnet, netcat and an MSSP crawler against a server,
and shows what each gets. Without HOST and PORT it starts a server of our own for a moment.

Somebody's server is treated as a person's client would: eight connections, one after the other,
read the first screen and go. Nothing is typed, except for one MSSP-REQUEST and what --login gives.

  --tls          by TLS from the first byte on; also tells what clients say of the certificate
  --login LINE   type this after the first screen, to see whether the password would be hidden;
                 no password is typed
  --hostile      also play a hostile peer: only against this machine
  --i-own-it     with --hostile: the server on another machine is yours to attack
  --json         show everything as JSON
  --write-docs   write the grid into docs/clients.md (our own server only)`;

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1)$/;
const FLAGS: readonly string[] = ["--tls", "--json", "--hostile", "--i-own-it", "--write-docs"];

/** Reads the arguments of the lab. */
export function readLabArgs(args: readonly string[]): LabArgs {
  if (args.includes("--help")) return { kind: "help" };
  const at = args.indexOf("--login");
  const login = at < 0 ? undefined : args[at + 1];
  if (at >= 0 && login === undefined) return problem("--login needs a line");
  const others = at < 0 ? args : args.toSpliced(at, 2);
  const unknown = others.find((arg) => arg.startsWith("-") && !FLAGS.includes(arg));
  if (unknown !== undefined) return problem(`There is no ${unknown}`);
  const [hostname, port, ...more] = others.filter((arg) => !arg.startsWith("-"));
  if (more.length > 0) return problem(`There is one host and one port, not also "${more[0]}"`);
  const has = (flag: string) => others.includes(flag);
  const secure = has("--tls") ? { isSecure: true } as const : {};
  const target = hostname === undefined ? undefined : { hostname, port: Number(port), ...secure };
  const isAllowed = target === undefined || LOOPBACK.test(target.hostname) || has("--i-own-it");
  if (target !== undefined && !isPort(target.port)) return problem("A host needs its port");
  if (target !== undefined && has("--write-docs")) {
    return problem("docs/clients.md shows our own server: --write-docs takes no host");
  }
  if (has("--tls") && has("--write-docs")) {
    return problem("docs/clients.md shows clients without TLS: --write-docs takes no --tls");
  }
  if (has("--hostile") && !isAllowed) {
    return problem("--hostile attacks: for another machine, say --i-own-it too");
  }
  return {
    kind: "run",
    target,
    login,
    isSecure: has("--tls"),
    isHostile: has("--hostile"),
    isJson: has("--json"),
    isWritten: has("--write-docs"),
  };
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}

function problem(text: string): LabArgs {
  return { kind: "problem", problem: `${text}. deno task lab --help says more.` };
}
