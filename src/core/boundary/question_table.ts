import type * as v from "valibot";
import { AuthenticatedSchema, AuthenticateSchema } from "./authenticate_question.ts";
import { HttpAnswerSchema, HttpRequestSchema } from "./http_question.ts";
import { LoggedOutSchema, LogoutQuestionSchema } from "./logout_question.ts";
import {
  ForeseenSchema,
  ForeseeQuestionSchema,
  InspectedSchema,
  InspectQuestionSchema,
} from "./inspect_question.ts";
import {
  ElsewhereAskSchema,
  ElsewhereSchema,
  PresenceAskSchema,
  PresenceSchema,
} from "./presence_question.ts";
import { RecordedSchema, RecordQuestionSchema } from "./record_question.ts";
import { StandingQuestionSchema, StandingSchema } from "./standing_question.ts";
import { MeasuresAskSchema, MeasuresSchema } from "./measures_question.ts";

/** Every question that may be asked over the wall, by name: what it says, and what answers say. */
export const QUESTIONS = {
  /** The Server: whose name and proof are these? */
  authenticate: { asks: AuthenticateSchema, answers: AuthenticatedSchema },
  /** The Server: what does a plugin answer to this HTTP request? */
  http: { asks: HttpRequestSchema, answers: HttpAnswerSchema },
  /** The Server: take these sessions to the login screen. */
  logout: { asks: LogoutQuestionSchema, answers: LoggedOutSchema },
  /** The Server: what is known of this session, and what would this line do? */
  inspect: { asks: InspectQuestionSchema, answers: InspectedSchema },
  /** The Server: which hooks would this message run? */
  foresee: { asks: ForeseeQuestionSchema, answers: ForeseenSchema },
  /** The Server: how does this account stand, which somebody proved to be before? */
  standing: { asks: StandingQuestionSchema, answers: StandingSchema },
  /** The Server: write down that somebody is about to do this. */
  record: { asks: RecordQuestionSchema, answers: RecordedSchema },
  /** The Server: how has it fared? */
  measures: { asks: MeasuresAskSchema, answers: MeasuresSchema },
  /** The Server: who plays, as other realms may know? */
  presence: { asks: PresenceAskSchema, answers: PresenceSchema },
  /** The process of the Server, by the Server: who plays in the other realms? */
  elsewhere: { asks: ElsewhereAskSchema, answers: ElsewhereSchema },
} as const satisfies Readonly<Record<string, QuestionShape>>;

interface QuestionShape {
  readonly asks: v.GenericSchema;
  readonly answers: v.GenericSchema;
}

/** The name of a question. */
export type QuestionName = keyof typeof QUESTIONS;

/** What a question says. */
export type Asked<Name extends QuestionName> = v.InferOutput<(typeof QUESTIONS)[Name]["asks"]>;

/** What its answers say. */
export type Answered<Name extends QuestionName> = v.InferOutput<
  (typeof QUESTIONS)[Name]["answers"]
>;

/** Tells whether a question has this name. */
export function isQuestionName(name: string): name is QuestionName {
  return Object.hasOwn(QUESTIONS, name);
}
