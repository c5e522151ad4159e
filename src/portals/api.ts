/**
 * What a portal plugin imports: `definePortal`, and the parts that our own portals are made of.
 *
 * A portal plugin adds a protocol. It runs outside of the sandbox, with full permissions.
 *
 * @module
 */
export { type FlagSource } from "../core/boundary/flag_source.ts";
export { type ProtocolFlags } from "../core/boundary/flags.ts";
export { type Call, type CloseReason } from "../core/boundary/messages.ts";
export { type Clock } from "../core/clock.ts";
export { type LogLevel } from "../core/settings/settings.ts";
export {
  type OutputOf,
  type SchemaIssue,
  type SchemaOutcome,
  type StandardSchema,
} from "../core/standard_schema.ts";
export {
  type Block,
  type BlockPart,
  type HeadingBlock,
  type HeadingLevel,
  type ListBlock,
  type ListLayout,
  type TableBlock,
  type TextBlock,
} from "../core/text/blocks.ts";
export { type Color, type Link, type Span, type Style } from "../core/text/spans.ts";
export { CLOSE_SENTENCES } from "./close_sentences.ts";
export {
  definePortal,
  PORTAL_API,
  type PortalContext,
  type PortalLimits,
  type PortalLogOptions,
  type PortalPlugin,
  type PortalSettings,
} from "./plugins/define_portal.ts";
export { renderMarkup, type RenderMarkupOptions } from "./render/render_markup.ts";
export { SharedRender } from "./render/shared_render.ts";
export {
  type ConnectionAccount,
  type ConnectionEvents,
  type ConnectionSink,
  type InputMode,
  type Portal,
  type ProtocolConnection,
} from "./session/connection.ts";
export { type LineFault } from "./session/line_fault.ts";
export {
  type Acceptor,
  type ServedClient,
  TcpPortal,
  type TcpPortalOptions,
} from "./tcp_portal.ts";
export { encodeText } from "./telnet/encode.ts";
export { type OutStage } from "./telnet/out_stage.ts";
export { type PushOptions } from "./telnet/outbox.ts";
export { type ByteStream } from "./telnet/byte_stream.ts";
export { Wire, type WireEnd, type WireOptions } from "./telnet/wire.ts";
export { type Exchange, type XraySight } from "./xray/exchange.ts";
