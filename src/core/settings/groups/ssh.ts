import * as z from "zod";

/** Whether and where SSH is spoken, and what a client may use up before it has logged in. */
export const ssh = {
  sshEnabled: z.boolean().default(true)
    .describe("Listen for SSH."),
  sshPort: z.int().min(0).max(65535).default(4004)
    .describe("SSH's port; 0 takes any free one."),
  sshLoginTimeout: z.number().min(1).max(2_000_000).default(60)
    .describe("How long an SSH client may take to log in and open its session, in seconds."),
  sshPasswordTries: z.int().min(1).max(100).default(3)
    .describe("Passwords that an SSH client may try in one connection."),
  sshMaxWaiting: z.int().min(1).max(10_000).default(100)
    .describe("SSH clients that may be on their way in at once."),
  sshMaxWaitingPerAddress: z.int().min(1).max(10_000).default(10)
    .describe("SSH clients of one address that may be on their way in at once."),
};
