/** Routes that ask no insight, as OpenAPI paths: where browsers send, logins, and what ingest has rejected. */
import { answerSchema, requestSchema } from '@watchglass/contract/schema';
import { type TProperties, type TSchema, Type } from 'typebox';
import { answers } from './answers.ts';

/** A refusal with its sentence. */
export const refusal = (description: string): object => ({
  description,
  content: { 'application/json': { schema: answers.error } },
});

const answer = (description: string, schema: TSchema): object => ({
  description,
  content: { 'application/json': { schema } },
});
const whole = (fields: TProperties): TSchema => Type.Object(fields, { additionalProperties: false });
const count = (description: string): TSchema => Type.Integer({ minimum: 0, description });
const done = answer('Done.', whole({ ok: Type.Literal(true) }));
const notLoggedIn = refusal('Not logged in.');

/** Described here beside what is read, so that a client of another language has it all in one place. */
const ingest = {
  post: {
    summary:
      'Takes batches of events. The key in the body says whose; text/plain needs no preflight; gzip is known by its bytes.',
    security: [],
    parameters: [
      {
        in: 'query',
        name: 'again',
        allowEmptyValue: true,
        schema: { type: 'string' },
        description: 'The request comes at the time that a Retry-After named: there is room for it before others.',
      },
    ],
    requestBody: {
      required: true,
      content: { 'text/plain': { schema: requestSchema }, 'application/json': { schema: requestSchema } },
    },
    responses: {
      202: answer(
        'What is named here is safe. `wants.flushMs`: a dashboard looks live, send at least this often.',
        answerSchema,
      ),
      204: { description: 'The browser says Sec-GPC: 1: nothing was kept.' },
      400: refusal('The request is no request.'),
      401: refusal('The key is not one of this collector.'),
      403: refusal('The key is not for pages of this origin.'),
      413: refusal('The body is too large: send fewer batches.'),
      429: refusal('Too many requests; Retry-After says when to come back.'),
      503: refusal('Storage does not take more; Retry-After says when to come back.'),
    },
  },
};

const login = {
  post: {
    summary: 'Opens a session for the admin token; its cookie comes with the answer.',
    security: [],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: whole({ token: Type.String({ description: 'the admin token' }) }) } },
    },
    responses: {
      200: done,
      400: refusal('There is no token in the body.'),
      401: refusal('It is not the admin token.'),
      429: refusal('Too many attempts; Retry-After says when to come back.'),
    },
  },
};

const logout = {
  post: { summary: 'Ends the session of the cookie, if there is one.', security: [], responses: { 200: done } },
};

const me = {
  get: {
    summary: 'Who is logged in.',
    responses: { 200: answer('The answer.', whole({ role: Type.Literal('admin') })), 401: notLoggedIn },
  },
};

const letter = Type.Object({
  project: Type.String(),
  at: Type.Integer({ description: 'when it was rejected, epoch milliseconds' }),
  skewMs: Type.Integer(),
  bot: Type.Boolean(),
  reason: Type.String({ description: 'why' }),
  envelope: Type.Unknown({ description: 'the batch without its events, cleaned' }),
  event: Type.Optional(Type.Unknown({ description: 'missing when it was too large to keep' })),
});

const deadLetter = {
  get: {
    summary: 'Events that ingest rejected within the last week, newest first, 500 at most.',
    parameters: [
      {
        name: 'project',
        in: 'query',
        required: false,
        description: 'the id of one project; all without it',
        schema: { type: 'string' },
      },
    ],
    responses: {
      200: answer(
        'The answer.',
        Type.Object({
          bytes: count('held on disk'),
          lost: count('rejected events for which there was no room'),
          letters: Type.Array(letter),
        }),
      ),
      400: refusal('The parameter is not one id.'),
      401: notLoggedIn,
    },
  },
};

const replay = {
  post: {
    summary: 'Judges what was rejected once more by the rules of now; what is kept is no dead letter any more.',
    responses: {
      200: answer(
        'What came of it.',
        whole({ replayed: count('events kept now'), rejected: count('events rejected again') }),
      ),
      401: notLoggedIn,
      503: refusal('Storage does not take more; nothing was removed.'),
    },
  },
};

/** By path. */
export const describedRoutes: Readonly<Record<string, unknown>> = {
  '/v1/batch': ingest,
  '/api/login': login,
  '/api/logout': logout,
  '/api/me': me,
  '/api/dead-letter': deadLetter,
  '/api/dead-letter/replay': replay,
};
