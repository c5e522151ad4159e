import type { Permission } from "../command/permission.ts";
import type { PluginNeeds } from "../plugins/plugin_info.ts";
import type { Encoding } from "../text/encodings.ts";

/** How grave an event must be for the log to show it. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** A plugin with settings of its own. */
export interface PluginUse {
  /** The plugin's specifier: a name, a path, or a `jsr:` or `npm:` specifier. */
  readonly use: string;
  /** What the plugin's own schema checks. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
}

/** Every setting, checked and complete: plain data, so that it crosses the wall. */
export interface Settings {
  /** What the server calls itself. */
  readonly serverName: string;
  /** Listen for telnet. */
  readonly telnetEnabled: boolean;
  /** Telnet's port; 0 takes any free one. */
  readonly telnetPort: number;
  /** Serve the web client and the websocket. */
  readonly webEnabled: boolean;
  /** The web's port; 0 takes any free one. */
  readonly webPort: number;
  /** Listen for SSH. */
  readonly sshEnabled: boolean;
  /** SSH's port; 0 takes any free one. */
  readonly sshPort: number;
  /** How long an SSH client may take to log in and open its session, in seconds. */
  readonly sshLoginTimeout: number;
  /** Passwords that an SSH client may try in one connection. */
  readonly sshPasswordTries: number;
  /** SSH clients that may be on their way in at once. */
  readonly sshMaxWaiting: number;
  /** SSH clients of one address that may be on their way in at once. */
  readonly sshMaxWaitingPerAddress: number;
  /** Origins of other sites whose pages may open the websocket. */
  readonly webOrigins: readonly string[];
  /** Paths of the web port that lead to another path of it. */
  readonly webRedirects: Readonly<Record<string, string>>;
  /** The address to listen on; empty for all interfaces. */
  readonly host: string;
  /** The folder that holds the world. */
  readonly dataFolder: string;
  /** The PostgreSQL database that keeps the world; empty for a file in dataFolder. */
  readonly database: string;

  /** The NATS servers that join several processes; empty where one does it all. */
  readonly nats: string;
  /** A file with the seed of an nkey that proves to NATS who we are; empty for none. */
  readonly natsNkey: string;
  /** A file with the authority of NATS's certificate, as PEM; empty for known ones. */
  readonly natsCa: string;
  /** The name of the world among all that share the same NATS. */
  readonly realm: string;
  /** All worlds behind the same Portals, first the one that players come to and that keeps the accounts; empty where there is one. */
  readonly realms: readonly string[];
  /** How long a Server process that fell silent keeps its place, in seconds. */
  readonly leaseTimeout: number;
  /** How long clients may stay when a process with Portals alone is to end, in seconds; 0 is off. */
  readonly drainTimeout: number;

  /** Listen for telnet over TLS. */
  readonly tlsEnabled: boolean;
  /** The port of telnet over TLS; 0 takes any free one. */
  readonly tlsPort: number;
  /** A file with the certificate and its chain, as PEM; empty makes one. */
  readonly tlsCertificate: string;
  /** A file with the private key of tlsCertificate, as PEM. */
  readonly tlsKey: string;
  /** Further host names that the certificate that is made is for. */
  readonly tlsNames: readonly string[];
  /** Serve the web over TLS (https), with the same certificate. */
  readonly webTls: boolean;
  /** Addresses or networks of proxies that tell who their clients are. */
  readonly trustedProxies: readonly string[];

  /** The bearer token that /metrics is read with from elsewhere; empty for none. */
  readonly metricsToken: string;
  /** Addresses or networks that may read /metrics, beside this machine. */
  readonly metricsFrom: readonly string[];
  /** Entries of the audit log, and as many of what staff did; 0 keeps none. */
  readonly auditRows: number;
  /** How long an entry of the audit log is kept, in days; 0 is until there are too many. */
  readonly auditDays: number;
  /** Tell everybody name, players and uptime at /status and /status.json. */
  readonly statusPage: boolean;

  /** Telnet clients whose lines the server edits: none, who ask for it, or who can. */
  readonly characterMode: "off" | "asked" | "offered";
  /** Typed lines that a user can go back to, over SSH and in telnet's character mode. */
  readonly lineHistory: number;
  /** What telnet reads a line as that is not UTF-8, the first that fits; offered, too. */
  readonly encodings: readonly Encoding[];
  /** Telnet output that may be compressed (MCCP2): none, without TLS, or all. */
  readonly mccp: "off" | "plain" | "always";
  /** Sessions of one telnet port that may be compressed at once. */
  readonly maxCompressedSessions: number;
  /** Offer links to telnet clients that know MXP. */
  readonly mxp: boolean;
  /** What lists of games are told besides what the server knows itself (MSSP). */
  readonly mssp: Readonly<Record<string, string | readonly string[]>>;

  /** The plugins to load, each a specifier or { use, settings }. */
  readonly plugins: readonly (string | PluginUse)[];
  /** Portal plugins, each a specifier or { use, settings }: they run with full permissions. */
  readonly portalPlugins: readonly (string | PluginUse)[];
  /** Stop the start when a plugin's setup fails, instead of leaving the plugin out. */
  readonly strictPlugins: boolean;
  /** Failures of a plugin within a minute after which it is switched off; 0 is never. */
  readonly pluginFailureLimit: number;
  /** What plugins may do beyond the sandbox, by their names: { net, read, env }. */
  readonly grants: Readonly<Record<string, PluginNeeds>>;
  /** The session class a plugin provides, as plugin/Name; empty for the default. */
  readonly serverSessionClass: string;
  /** The level that holds a plugin's permission, by plugin/name; what the plugin says unless given. */
  readonly permissions: Readonly<Record<string, Permission>>;
  /** The name of the object where new characters begin; empty for the first room. */
  readonly startLocation: string;
  /** The type of new accounts that a plugin provides, as plugin/name; empty for the plain one. */
  readonly baseAccountTypeclass: string;
  /** The type of new characters that a plugin provides, as plugin/name; empty for the plain one. */
  readonly baseCharacterTypeclass: string;
  /** The cmdset of a session that has not logged in. */
  readonly cmdsetUnloggedin: string;
  /** The cmdset of a logged-in session; empty for none. */
  readonly cmdsetSession: string;
  /** The cmdset of an account. */
  readonly cmdsetAccount: string;
  /** The cmdset of a character. */
  readonly cmdsetCharacter: string;
  /** The markup shown before login, or several to choose from; {serverName} is the name. */
  readonly connectionScreen: string | readonly string[];
  /** The screen before login that a plugin provides, as plugin/name; empty for connectionScreen. */
  readonly connectionScreenModule: string;

  /** Sessions per account: 0 one, 1 many sharing a puppet, 2 many with a puppet each, 3 both. */
  readonly multisessionMode: 0 | 1 | 2 | 3;
  /** Puppet the last character at login. */
  readonly autoPuppetOnLogin: boolean;
  /** Make a character of the same name with each new account. */
  readonly autoCreateCharacterWithAccount: boolean;
  /** Characters an account may own; 0 is off. */
  readonly maxNrCharacters: number;
  /** Objects an account may puppet at once; 0 is off. */
  readonly maxNrSimultaneousPuppets: number;
  /** Let anyone make an account. */
  readonly newAccountRegistrationEnabled: boolean;
  /** Let guests in: who types connect guest has an account until they leave. */
  readonly guestEnabled: boolean;
  /** The names of guests, and so how many there may be; nobody else gets them. */
  readonly guestList: readonly string[];
  /** The shortest password, in characters. */
  readonly passwordMinLength: number;
  /** The cost of a password's hash: log2 of scrypt's N. */
  readonly scryptCost: number;
  /** Password hashes computed at the same time. */
  readonly scryptConcurrency: number;
  /** Failed logins of one address within loginThrottleTimeout; 0 is off. */
  readonly loginThrottleLimit: number;
  /** How long failed logins count, in seconds, and the first pause after too many. */
  readonly loginThrottleTimeout: number;
  /** The longest pause after too many failed logins, in seconds; each doubles the last. */
  readonly loginThrottleMaxTimeout: number;
  /** Failed logins from all addresses within loginThrottleTimeout; 0 is off. */
  readonly loginThrottleTotal: number;
  /** Failed logins to one account from where it never logged in before; 0 is off. */
  readonly accountThrottleLimit: number;
  /** New accounts of one address within creationThrottleTimeout; 0 is off. */
  readonly creationThrottleLimit: number;
  /** How long new accounts count, in seconds. */
  readonly creationThrottleTimeout: number;

  /** Columns of a client's window when unknown. */
  readonly clientDefaultWidth: number;
  /** Lines of a client's window when unknown. */
  readonly clientDefaultHeight: number;
  /** The longest wait for a client's abilities before the login screen, in milliseconds. */
  readonly negotiationWait: number;
  /** How long a session may stay without logging in, in seconds; 0 is off. */
  readonly loginTimeout: number;
  /** How long a session may stay silent, in seconds; 0 is off. */
  readonly idleTimeout: number;
  /** How long the session of a web page that was lost is kept for it, in seconds; 0 is off. */
  readonly resumeTimeout: number;
  /** Seconds between telnet keep-alives; 0 is off. */
  readonly nopKeepAlive: number;
  /** What session.setCarry() may hold over a reload, in bytes. */
  readonly maxCarryBytes: number;

  /** The longest typed line, in characters; 0 is off. */
  readonly maxLineLength: number;
  /** The largest websocket message, in bytes; 0 is off. */
  readonly maxWebsocketMessage: number;
  /** Output that may wait for a slow client, in bytes; 0 is off. */
  readonly maxOutboundBytes: number;
  /** Typed lines per second of one session; 0 is off. */
  readonly commandRate: number;
  /** Typed lines at once, before commandRate counts. */
  readonly commandBurst: number;
  /** Out-of-band messages per second of one session; 0 is off. */
  readonly oobRate: number;
  /** Offer MSDP to telnet clients; it is used by those that refuse GMCP. */
  readonly msdp: boolean;
  /** Tell clients that want to know who is typing in the same room; never what. */
  readonly typingNotices: boolean;
  /** New connections per second from one address (IPv6: /64); 0 is off. */
  readonly connectionRatePerAddress: number;
  /** New connections from one address (IPv6: /64) at once, before the rate counts. */
  readonly connectionBurstPerAddress: number;
  /** New connections per second from all addresses; 0 is off. */
  readonly connectionRate: number;
  /** Sessions of one address (IPv6: /64) at once; 0 is off. */
  readonly maxSessionsPerAddress: number;
  /** Sessions that have not logged in, from all addresses; 0 is off. */
  readonly maxSessionsBeforeLogin: number;

  /** The largest body of an HTTP request to a plugin, in bytes. */
  readonly pluginHttpMaxBody: number;
  /** The largest body of a plugin's HTTP response, in bytes. */
  readonly pluginHttpMaxResponse: number;
  /** Header lines of an HTTP request to a plugin, and of its response. */
  readonly pluginHttpMaxHeaders: number;
  /** How long the body of an HTTP request may take to come, and then a plugin to answer it, in ms. */
  readonly pluginHttpTimeout: number;
  /** HTTP requests to plugins that may be under way at once; of one plugin, half of them. */
  readonly pluginHttpMaxRequests: number;
  /** HTTP requests to plugins per second from one address; 0 is off. */
  readonly pluginHttpRate: number;
  /** HTTP requests to plugins from one address at once, before the rate counts. */
  readonly pluginHttpBurst: number;

  /** Characters ignored before a command's name when nothing else matches. */
  readonly cmdIgnorePrefixes: string;
  /** What finds the command in a line, as plugin/name; empty for the default. */
  readonly commandParser: string;
  /** Let a command's msg reach all sessions of the caller, unless the command says. */
  readonly commandDefaultMsgAllSessions: boolean;
  /** The line that only keeps a session alive; the word idle always does. */
  readonly idleCommand: string;
  /** How long a command may compute before it is ended, in milliseconds; 0 is off. */
  readonly commandTimeLimit: number;
  /** How long a hook may wait before the session goes on, in milliseconds; 0 is off. */
  readonly hookTimeLimit: number;

  /** The least grave events that the log shows. */
  readonly logLevel: LogLevel;
  /** Time between two heartbeats of the Server, in milliseconds; 0 is off. */
  readonly heartbeatInterval: number;
  /** A Server silent for this long is replaced, in milliseconds. */
  readonly heartbeatTimeout: number;
  /** How long a new Server may take to load at a reload, in milliseconds. */
  readonly reloadTimeout: number;
}

/** What a settings file holds: any of the settings; the others keep their defaults. */
export type Config = Partial<Settings>;
