/** What all queries share: whose events, in which scope, and how a query is asked. */
import type { Scope } from '@watchglass/analysis';
import type { Statement } from '../types.ts';

/** Whose events. Bots are left out unless the project includes them. */
export interface Audience {
  readonly project: string;
  readonly bots: 'include' | 'exclude';
}

/** Asks the store; the signal is already inside. */
export type Ask = <Row>(statement: Statement) => Promise<Row[]>;

/** An insight's `rows` from the store: the same rows in the same order as `analysis` makes of the same events. */
export type Query<Input, Row> = (ask: Ask, audience: Audience, input: Input) => Promise<Row[]>;

/** Condition on an audience's events; goes with {@link audienceParams}. */
export const ofAudience = 'project = {project:String} AND ({bots:Bool} OR NOT bot)';

/** Condition on an audience's events in a scope; goes with {@link scopeParams}. */
export const ofScope = `${ofAudience} AND time >= {from:Int64} AND time < {to:Int64}`;

/** Parameters of {@link ofAudience}. */
export const audienceParams = ({ project, bots }: Audience): Statement['params'] => ({
  project,
  bots: bots === 'include',
});

/** Parameters of {@link ofScope}. */
export const scopeParams = (audience: Audience, { from, to }: Pick<Scope, 'from' | 'to'>): Statement['params'] => ({
  ...audienceParams(audience),
  // times are whole, so an edge between two of them can be moved to the later one
  from: Math.ceil(from),
  to: Math.ceil(to),
});
