import * as z from "zod";

const count = z.int().min(0);
const seconds = z.number().min(1);
const guestName = z.string().regex(/^[A-Za-z0-9@.+_-]{3,30}$/);
const guests = Array.from({ length: 9 }, (_, index) => `Guest${index + 1}`);

/** Who may come in, how often, and what an account may own. */
export const accounts = {
  multisessionMode: z.literal([0, 1, 2, 3]).default(2)
    .describe(
      "Sessions per account: 0 one, 1 many sharing a puppet, 2 many with a puppet each, 3 both.",
    ),
  autoPuppetOnLogin: z.boolean().default(true)
    .describe("Puppet the last character at login."),
  autoCreateCharacterWithAccount: z.boolean().default(false)
    .describe("Make a character of the same name with each new account."),
  maxNrCharacters: count.default(5)
    .describe("Characters an account may own; 0 is off."),
  maxNrSimultaneousPuppets: count.default(0)
    .describe("Objects an account may puppet at once; 0 is off."),
  newAccountRegistrationEnabled: z.boolean().default(true)
    .describe("Let anyone make an account."),
  guestEnabled: z.boolean().default(false)
    .describe("Let guests in: who types connect guest has an account until they leave."),
  guestList: z.array(guestName).default(guests)
    .meta({ shape: "a list of account names" })
    .describe("The names of guests, and so how many there may be; nobody else gets them."),
  passwordMinLength: z.int().min(1).max(128).default(8)
    .describe("The shortest password, in characters."),
  scryptCost: z.int().min(1).max(20).default(17)
    .describe("The cost of a password's hash: log2 of scrypt's N."),
  scryptConcurrency: z.int().min(1).max(64).default(2)
    .describe("Password hashes computed at the same time."),
  loginThrottleLimit: count.default(5)
    .describe("Failed logins of one address within loginThrottleTimeout; 0 is off."),
  loginThrottleTimeout: seconds.default(300)
    .describe("How long failed logins count, in seconds, and the first pause after too many."),
  loginThrottleMaxTimeout: seconds.default(3600)
    .describe("The longest pause after too many failed logins, in seconds; each doubles the last."),
  loginThrottleTotal: count.default(1000)
    .describe("Failed logins from all addresses within loginThrottleTimeout; 0 is off."),
  accountThrottleLimit: count.default(20)
    .describe("Failed logins to one account from where it never logged in before; 0 is off."),
  creationThrottleLimit: count.default(30)
    .describe("New accounts of one address within creationThrottleTimeout; 0 is off."),
  creationThrottleTimeout: seconds.default(600)
    .describe("How long new accounts count, in seconds."),
};
