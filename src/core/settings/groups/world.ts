import * as z from "zod";

const pluginUse = z.union([
  z.string().min(1),
  z.strictObject({
    use: z.string().min(1),
    settings: z.record(z.string(), z.unknown()).optional(),
  }),
]);

const grant = z.strictObject({
  net: z.array(z.string().regex(/^[^/\s]+$/)).optional(),
  read: z.array(z.string().min(1)).optional(),
  env: z.array(z.string().min(1)).optional(),
});

const level = z.enum(["Guest", "Player", "Helper", "Builder", "Admin", "Developer"]);

const screen = `|wWelcome to {serverName}.|n

  |wconnect|n <name>   come in with your account
  |wcreate|n <name>    make an account
  |whelp|n             what you can do here
  |wquit|n             leave`;

/** What the world is made of: plugins, and the names of what they provide. */
export const world = {
  plugins: z.array(pluginUse).default(["chargen"])
    .meta({ shape: "a list of specifiers or { use, settings }" })
    .describe("The plugins to load, each a specifier or { use, settings }."),
  portalPlugins: z.array(pluginUse).default([])
    .meta({ shape: "a list of specifiers or { use, settings }" })
    .describe(
      "Portal plugins, each a specifier or { use, settings }: they run with full permissions.",
    ),
  strictPlugins: z.boolean().default(false)
    .describe("Stop the start when a plugin's setup fails, instead of leaving the plugin out."),
  pluginFailureLimit: z.int().min(0).default(20)
    .describe("Failures of a plugin within a minute after which it is switched off; 0 is never."),
  grants: z.record(z.string(), grant).default({})
    .meta({ shape: "an object of { net, read, env }, each a list, by the names of plugins" })
    .describe("What plugins may do beyond the sandbox, by their names: { net, read, env }."),
  serverSessionClass: z.string().default("")
    .describe("The session class a plugin provides, as plugin/Name; empty for the default."),
  permissions: z.record(z.string(), level).default({})
    .meta({ shape: "{ plugin/name: level }" })
    .describe(
      "The level that holds a plugin's permission, by plugin/name; what the plugin says unless given.",
    ),
  startLocation: z.string().default("")
    .describe("The name of the object where new characters begin; empty for the first room."),
  baseAccountTypeclass: z.string().default("")
    .describe(
      "The type of new accounts that a plugin provides, as plugin/name; empty for the plain one.",
    ),
  baseCharacterTypeclass: z.string().default("")
    .describe(
      "The type of new characters that a plugin provides, as plugin/name; empty for the plain one.",
    ),
  cmdsetUnloggedin: z.string().min(1).default("builtin/unloggedin")
    .describe("The cmdset of a session that has not logged in."),
  cmdsetSession: z.string().default("")
    .describe("The cmdset of a logged-in session; empty for none."),
  cmdsetAccount: z.string().min(1).default("builtin/account")
    .describe("The cmdset of an account."),
  cmdsetCharacter: z.string().min(1).default("builtin/character")
    .describe("The cmdset of a character."),
  connectionScreen: z.union([z.string(), z.array(z.string())]).default(screen)
    .meta({ shape: "markup, or a list of markup" })
    .describe(
      "The markup shown before login, or several to choose from; {serverName} is the name.",
    ),
  connectionScreenModule: z.string().default("")
    .describe(
      "The screen before login that a plugin provides, as plugin/name; empty for connectionScreen.",
    ),
};
