import type { Fault } from "./fault.ts";

/** Who tries to come in, and to do what. */
export const GATE_FAULTS: readonly Fault[] = [
  {
    fault: "the data folder is stolen",
    promise: "passwords are scrypt at OWASP's cost, each with its own salt",
  },
  {
    fault: "a flood of logins",
    promise: "hashing is off the loop and bounded; play goes on",
    measured: "40 logins at once: 2 keys at a time, 575,420 turns of the loop meanwhile",
  },
  {
    fault: "a password hashed at an older cost",
    promise: "made anew at the next login",
  },
  {
    fault: "a common password, or one like the name",
    promise: "refused, with what to do",
  },
  {
    fault: "an unknown name",
    promise: "takes as long, and says the same, as a wrong password",
  },
  {
    fault: "guessing, from one address, on one account, from many addresses",
    promise: "ever longer pauses, in all three",
  },
  {
    fault: "somebody guesses at the account of another",
    promise: "the owner still comes in from their own address",
  },
  {
    fault: "a ban by account, address or network, IPv4 and IPv6, with an end",
    promise: "holds on every portal; live sessions end",
  },
  {
    fault: "a stolen password",
    promise: "with `2fa on` it is not enough, over any way in; every code works once",
  },
  {
    fault: "a lower role tries each staff command, in every session state, over every portal",
    promise: "refused, every one",
  },
  {
    fault: "a page of another site",
    promise: "no websocket, no form, no frame",
  },
  {
    fault: "a script put into a page",
    promise: "the content security policy stops it; no inline script anywhere",
  },
  {
    fault: "bodies and frames that are too large, requests that never end",
    promise: "refused within their deadlines",
  },
  {
    fault: "paths that climb, hosts that are made up",
    promise: "nothing but the server's own files",
  },
  {
    fault: "a full run with passwords, codes and tokens",
    promise: "none is in log, trace, transcript, error, process list or metrics",
  },
  {
    fault: "logins, failures, staff commands, changed permissions",
    promise: "are in the audit log before they are answered, without a secret; a flood is few rows",
    measured:
      "100,000 guesses in 100 s: 1 row, 11 writes; a login with its row: 1.1 ms, as without",
  },
];
