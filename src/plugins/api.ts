/** All that a plugin may use; `mod.ts` offers the same to everybody. */
export { type AccountTypeDefinition } from "../core/account/account_type.ts";
export {
  type Accounts,
  type AuthenticateResult,
  type CharacterInit,
  type CodeResult,
  type CreateAccountResult,
  type CreateCharacterResult,
  type CreateGuestResult,
  type VerifyResult,
} from "../core/account/accounts.ts";
export {
  type TurnOnResult,
  type TwoFactor,
  type TwoFactorProposal,
} from "../core/account/two_factor.ts";
export { type SshKey } from "../core/account/ssh_key.ts";
export {
  addSshKey,
  type AddSshKeyResult,
  removeSshKey,
  sshKeysOf,
} from "../core/account/ssh_keys.ts";
export {
  type Audit,
  AUDIT_KINDS,
  type AuditEntry,
  type AuditFound,
  type AuditKind,
  type AuditQuery,
} from "../core/audit/audit.ts";
export { type FlagSource, type FlagSources } from "../core/boundary/flag_source.ts";
export { type ProtocolFlags } from "../core/boundary/flags.ts";
export { type SessionState, type SessionStep } from "../core/boundary/lifecycle.ts";
export { type Call, type CloseReason, type StartMode } from "../core/boundary/messages.ts";
export {
  type CmdSet,
  cmdSet,
  type CmdSetDefinition,
  type CmdSetParts,
  type MergeType,
} from "../core/cmdset/cmdset.ts";
export {
  type AddCmdSetOptions,
  type CmdSetStack,
  type CmdSetStackOptions,
} from "../core/cmdset/cmdset_stack.ts";
export { type CmdSetEntry, type HiddenCommand } from "../core/cmdset/entry.ts";
export { type LayerPlace } from "../core/cmdset/layers.ts";
export { mergeCmdSets } from "../core/cmdset/merge.ts";
export { type Offer, type OfferedTo } from "../core/cmdset/offer.ts";
export { type NamedCmdSet } from "../core/cmdset/stack_state.ts";
export {
  type Command,
  type CommandCaller,
  type CommandNeeds,
  type CommandShape,
  type PreRunVerdict,
  type SystemCommandName,
} from "../core/command/command.ts";
export {
  type AnyCommand,
  type AskOptions,
  type BaseContext,
  type CommandContext,
  type ExecuteOptions,
  type Extra,
  type LastCmd,
  type TimedAskOptions,
} from "../core/command/context.ts";
export {
  type ArgsOf,
  type CommandDefinition,
  defineCommand,
} from "../core/command/define_command.ts";
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
} from "../core/command/inspector.ts";
export { InterruptCommand } from "../core/command/interrupt_command.ts";
export {
  type CommandMatch,
  type CommandParser,
  matchCommand,
  type MatchOptions,
  type MatchOutcome,
} from "../core/command/match.ts";
export { type MuxArgs, muxArgs, type MuxOptions } from "../core/command/mux_args.ts";
export {
  type Nick,
  type NickHolder,
  nicksOf,
  removeNick,
  setNick,
  type SetNickResult,
} from "../core/command/nicks.ts";
export { outranks, type Ranked } from "../core/command/outranks.ts";
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
} from "../core/command/permission.ts";
export { mayUse } from "../core/command/reach.ts";
export { suggest } from "../core/command/suggest.ts";
export {
  type ConnectionScreen,
  type InputFunc,
  type OocPart,
  type OutputFunc,
  type SessionClass,
} from "../core/contributions.ts";
export {
  type AddBanResult,
  type Ban,
  type BanCheck,
  type BanInit,
  type BanKind,
  type Bans,
  type RemoveBanResult,
} from "../core/gate/bans.ts";
export { type HookEvents, type HookName } from "../core/hook_events.ts";
export { type PluginApp, type PluginEnv } from "../core/http/plugin_app.ts";
export { defineMenu } from "../core/menu/define_menu.ts";
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
} from "../core/menu/menu.ts";
export { type MenuTemplate, menuTemplate } from "../core/menu/menu_template.ts";
export { menuText } from "../core/menu/menu_text.ts";
export { type CurrentMenu, type Menus, type StartMenuOptions } from "../core/menu/menus.ts";
export { type MenuPage, type PageOption, pages, type PagesOptions } from "../core/menu/pages.ts";
export { yesNo, type YesNoOptions } from "../core/menu/yes_no.ts";
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
} from "../core/model.ts";
export { appearance } from "../core/object/appearance.ts";
export { type Traversal } from "../core/object/exits.ts";
export {
  type ObjectTypeDefinition,
  type ObjectTypeName,
  type Typed,
} from "../core/object/object_type.ts";
export { type HelpTopic } from "../core/parts/help_topic.ts";
export { type PluginParts, type ProvidedPermission } from "../core/parts/plugin_parts.ts";
export {
  type PluginStorage,
  type StorageMigration,
  type StoragePlan,
} from "../core/plugin_storage/plugin_storage.ts";
export { type TimerEvent, type TimerRun } from "../core/plugin_timers.ts";
export {
  type LoadedPlugin,
  type PluginInfo,
  type PluginNeed,
  type PluginNeeds,
  type Plugins,
  type ProvidedThing,
} from "../core/plugins/plugin_info.ts";
export {
  type RealmPlayer,
  type RealmPlayers,
  type Realms,
  type TransferOptions,
  type TransferOutcome,
} from "../core/realm/realms.ts";
export { type LeaveReason } from "../core/session/leave_reason.ts";
export { ServerSession, type SessionParts } from "../core/session/server_session.ts";
export { defineConfig } from "../core/settings/define_config.ts";
export {
  type Config,
  type LogLevel,
  type PluginUse,
  type Settings,
} from "../core/settings/settings.ts";
export {
  type InputOf,
  type OutputOf,
  type SchemaIssue,
  type SchemaOutcome,
  type StandardSchema,
} from "../core/standard_schema.ts";
export { type Encoding, ENCODINGS, findEncoding } from "../core/text/encodings.ts";
export { escapeMarkup, stripMarkup } from "../core/text/escape.ts";
export { type HeadingLevel, type ListLayout } from "../core/text/blocks.ts";
export { heading } from "../core/text/heading.ts";
export { list, type ListOptions } from "../core/text/list.ts";
export { table, type TableCell, type TableOptions } from "../core/text/table.ts";
export { withoutLinks } from "../core/text/without_links.ts";
export {
  definePlugin,
  type Plugin,
  PLUGIN_API,
  type PluginCheck,
  type PluginSettings,
  type PluginSetup,
  type Provide,
} from "./define_plugin.ts";
export { type ChannelText, type GameOob } from "../core/oob/game_oob.ts";
export {
  type MsdpNames,
  type OobData,
  type OobDirection,
  type OobMessage,
  oobMessage,
  type OobMessageDefinition,
  type OobReader,
} from "../core/oob/oob_message.ts";
