/**
 * Vestibule: a session server for text worlds. This is all that a plugin or a settings file imports.
 *
 * @module
 */
export { type AccountTypeDefinition } from "./src/core/account/account_type.ts";
export {
  type Accounts,
  type AuthenticateResult,
  type CharacterInit,
  type CodeResult,
  type CreateAccountResult,
  type CreateCharacterResult,
  type CreateGuestResult,
  type VerifyResult,
} from "./src/core/account/accounts.ts";
export {
  type TurnOnResult,
  type TwoFactor,
  type TwoFactorProposal,
} from "./src/core/account/two_factor.ts";
export { type SshKey } from "./src/core/account/ssh_key.ts";
export {
  addSshKey,
  type AddSshKeyResult,
  removeSshKey,
  sshKeysOf,
} from "./src/core/account/ssh_keys.ts";
export {
  type Audit,
  AUDIT_KINDS,
  type AuditEntry,
  type AuditFound,
  type AuditKind,
  type AuditQuery,
} from "./src/core/audit/audit.ts";
export { type FlagSource, type FlagSources } from "./src/core/boundary/flag_source.ts";
export { type ProtocolFlags } from "./src/core/boundary/flags.ts";
export { type SessionState, type SessionStep } from "./src/core/boundary/lifecycle.ts";
export { type Call, type CloseReason, type StartMode } from "./src/core/boundary/messages.ts";
export {
  type CmdSet,
  cmdSet,
  type CmdSetDefinition,
  type CmdSetParts,
  type MergeType,
} from "./src/core/cmdset/cmdset.ts";
export {
  type AddCmdSetOptions,
  type CmdSetStack,
  type CmdSetStackOptions,
} from "./src/core/cmdset/cmdset_stack.ts";
export { type CmdSetEntry, type HiddenCommand } from "./src/core/cmdset/entry.ts";
export { type LayerPlace } from "./src/core/cmdset/layers.ts";
export { mergeCmdSets } from "./src/core/cmdset/merge.ts";
export { type Offer, type OfferedTo } from "./src/core/cmdset/offer.ts";
export { type NamedCmdSet } from "./src/core/cmdset/stack_state.ts";
export {
  type Command,
  type CommandCaller,
  type CommandNeeds,
  type CommandShape,
  type PreRunVerdict,
  type SystemCommandName,
} from "./src/core/command/command.ts";
export {
  type AnyCommand,
  type AskOptions,
  type BaseContext,
  type CommandContext,
  type ExecuteOptions,
  type Extra,
  type LastCmd,
  type TimedAskOptions,
} from "./src/core/command/context.ts";
export {
  type ArgsOf,
  type CommandDefinition,
  defineCommand,
} from "./src/core/command/define_command.ts";
export {
  type CarryInfo,
  type ExplainedCommand,
  type HiddenMatch,
  type Inspector,
  type LayerInfo,
  type LineExplanation,
  type LineFate,
  type RefusedMatch,
  type SessionLayers,
} from "./src/core/command/inspector.ts";
export { InterruptCommand } from "./src/core/command/interrupt_command.ts";
export {
  type CommandMatch,
  type CommandParser,
  matchCommand,
  type MatchOptions,
  type MatchOutcome,
} from "./src/core/command/match.ts";
export { type MuxArgs, muxArgs, type MuxOptions } from "./src/core/command/mux_args.ts";
export {
  type Nick,
  type NickHolder,
  nicksOf,
  removeNick,
  setNick,
  type SetNickResult,
} from "./src/core/command/nicks.ts";
export { outranks, type Ranked } from "./src/core/command/outranks.ts";
export {
  type NamedHolder,
  type NamedPermission,
  type NeededPermission,
  type Permission,
  type PermissionDefinition,
  type PermissionHolder,
  PERMISSIONS,
  permits,
  permitsAccount,
} from "./src/core/command/permission.ts";
export { mayUse } from "./src/core/command/reach.ts";
export { suggest } from "./src/core/command/suggest.ts";
export {
  type ConnectionScreen,
  type InputFunc,
  type OocPart,
  type OutputFunc,
  type SessionClass,
} from "./src/core/contributions.ts";
export {
  type AddBanResult,
  type Ban,
  type BanCheck,
  type BanInit,
  type BanKind,
  type Bans,
  type RemoveBanResult,
} from "./src/core/gate/bans.ts";
export { type HookEvents, type HookName } from "./src/core/hook_events.ts";
export { type PluginApp, type PluginEnv } from "./src/core/http/plugin_app.ts";
export { defineMenu } from "./src/core/menu/define_menu.ts";
export {
  type Menu,
  type MenuChoice,
  type MenuContext,
  type MenuDisplay,
  type MenuEnding,
  type MenuEndReason,
  type MenuGoto,
  type MenuMatch,
  type MenuNode,
  type MenuOption,
  type MenuRules,
  type MenuTarget,
  type MenuTimeout,
  type MenuView,
} from "./src/core/menu/menu.ts";
export { type MenuTemplate, menuTemplate } from "./src/core/menu/menu_template.ts";
export { menuText } from "./src/core/menu/menu_text.ts";
export { type CurrentMenu, type Menus, type StartMenuOptions } from "./src/core/menu/menus.ts";
export { type MenuPage, type PageOption, pages, type PagesOptions } from "./src/core/menu/pages.ts";
export { yesNo, type YesNoOptions } from "./src/core/menu/yes_no.ts";
export {
  type Account,
  type ExecuteCmdOptions,
  type Game,
  type GameObject,
  type Json,
  type MsgOptions,
  type ObjectInit,
  type ObjectType,
  type Outputs,
  type PuppetOptions,
  type PuppetOutcome,
  type Session,
  type Sessions,
  type World,
} from "./src/core/model.ts";
export { appearance } from "./src/core/object/appearance.ts";
export { type Traversal } from "./src/core/object/exits.ts";
export {
  type ObjectTypeDefinition,
  type ObjectTypeName,
  type Typed,
} from "./src/core/object/object_type.ts";
export { type HelpTopic } from "./src/core/parts/help_topic.ts";
export { type PluginParts, type ProvidedPermission } from "./src/core/parts/plugin_parts.ts";
export {
  type PluginStorage,
  type StorageMigration,
  type StoragePlan,
} from "./src/core/plugin_storage/plugin_storage.ts";
export { type TimerEvent, type TimerRun } from "./src/core/plugin_timers.ts";
export {
  type LoadedPlugin,
  type PluginInfo,
  type PluginNeed,
  type PluginNeeds,
  type Plugins,
  type ProvidedThing,
} from "./src/core/plugins/plugin_info.ts";
export {
  type RealmPlayer,
  type RealmPlayers,
  type Realms,
  type TransferOptions,
  type TransferOutcome,
} from "./src/core/realm/realms.ts";
export { type LeaveReason } from "./src/core/session/leave_reason.ts";
export { ServerSession, type SessionParts } from "./src/core/session/server_session.ts";
export { defineConfig } from "./src/core/settings/define_config.ts";
export {
  type Config,
  type LogLevel,
  type PluginUse,
  type Settings,
} from "./src/core/settings/settings.ts";
export {
  type InputOf,
  type OutputOf,
  type SchemaIssue,
  type SchemaOutcome,
  type StandardSchema,
} from "./src/core/standard_schema.ts";
export { type Encoding, ENCODINGS, findEncoding } from "./src/core/text/encodings.ts";
export { escapeMarkup, stripMarkup } from "./src/core/text/escape.ts";
export { type HeadingLevel, type ListLayout } from "./src/core/text/blocks.ts";
export { heading } from "./src/core/text/heading.ts";
export { list, type ListOptions } from "./src/core/text/list.ts";
export { table, type TableCell, type TableOptions } from "./src/core/text/table.ts";
export { withoutLinks } from "./src/core/text/without_links.ts";
export {
  definePlugin,
  type Plugin,
  PLUGIN_API,
  type PluginCheck,
  type PluginSettings,
  type PluginSetup,
  type Provide,
} from "./src/plugins/define_plugin.ts";
export {
  type MsdpNames,
  type OobData,
  type OobDirection,
  type OobMessage,
  oobMessage,
  type OobMessageDefinition,
  type OobReader,
} from "./src/core/oob/oob_message.ts";
export { type ChannelText, type GameOob } from "./src/core/oob/game_oob.ts";
