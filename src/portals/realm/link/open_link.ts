import type { NatsConnection } from "@nats-io/transport-node";
import type { Boundary } from "../../../core/boundary/boundary.ts";
import type { PlainLimits } from "../../../core/boundary/plain_limits.ts";
import { wordsSchema } from "../../../core/boundary/server_words.ts";
import type { ToldCount } from "../../../core/boundary/told_count.ts";
import type { Clock } from "../../../core/clock.ts";
import {
  type HubMessage,
  HubMessageSchema,
  type LinkMessage,
  LinkMessageSchema,
} from "../hub_messages.ts";
import { natsBoundary } from "./nats_boundary.ts";
import { NatsLink } from "./nats_link.ts";
import type { RealmSubjects } from "../subjects.ts";

/** How often either end of a link shows that it is there, in milliseconds. */
const KEEPALIVE_MS = 300;
/** How long the other end may say nothing at all, in milliseconds. */
const SILENCE_MS = 2_500;
/** How deep and how large one message may be: all sessions of a Portal are told in one. */
const LIMITS: PlainLimits = { depth: 64, weight: 64 * 1024 * 1024 };
/** The largest that crosses in one piece, in bytes. */
const MAX_BYTES = 64 * 1024 * 1024;

const PortalWordsSchema = wordsSchema(LinkMessageSchema, LIMITS);
const HubWordsSchema = wordsSchema(HubMessageSchema, LIMITS);

/** What a link is opened over. */
export interface LinkParts {
  readonly connection: Pick<NatsConnection, "publish" | "subscribe" | "info">;
  readonly subjects: RealmSubjects;
  readonly clock: Clock;
}

/** Which link it is. */
export interface LinkName {
  readonly portal: number;
  readonly instance: string;
  readonly link: number;
}

/** What a boundary over a link is made with. */
export interface LinkCounts {
  /** The link's number. */
  readonly epoch: number;
  /** Learns what the other side took before the link was lost. */
  readonly takenThere?: ToldCount;
  /** Counts what this side takes. */
  readonly takenHere?: ToldCount;
}

/** Opens the hub's end of a link. */
export function openHubLink(name: LinkName, parts: LinkParts): NatsLink {
  const { up, down } = waysOf(name, parts);
  return openLink({ outgoing: down, incoming: up }, parts);
}

/** Opens the Portal's end of a link. */
export function openPortalLink(name: LinkName, parts: LinkParts): NatsLink {
  const { up, down } = waysOf(name, parts);
  return openLink({ outgoing: up, incoming: down, isEarly: true }, parts);
}

/** Makes the hub's end of the wall. */
export function openHubBoundary(
  link: NatsLink,
  counts: LinkCounts,
): Boundary<HubMessage, LinkMessage> {
  return natsBoundary(link, { ...counts, schema: PortalWordsSchema });
}

/** Makes the Portal's end of the wall. */
export function openPortalBoundary(
  link: NatsLink,
  counts: LinkCounts,
): Boundary<LinkMessage, HubMessage> {
  return natsBoundary(link, { ...counts, schema: HubWordsSchema });
}

function waysOf({ portal, instance, link }: LinkName, { subjects }: LinkParts) {
  return subjects.link(portal, `${instance}-${link}`);
}

function openLink(
  ways: { readonly outgoing: string; readonly incoming: string; readonly isEarly?: boolean },
  { connection, clock }: LinkParts,
): NatsLink {
  return new NatsLink({
    ...{ ...ways, connection, clock },
    ...{ keepalive: KEEPALIVE_MS, silence: SILENCE_MS, maxBytes: MAX_BYTES },
  });
}
