/** Whether a request comes from a program, by its user agent. Flagged, never thrown away. */
import { isbot } from 'isbot';

/** Longest part of a user agent that is looked at; browsers stay below 300 characters. */
const AGENT_CHARS = 1_000;

/** Whether a user agent is a program's; one that is missing is, because browsers always send theirs. */
export const isBotAgent = (agent: string | undefined): boolean => !agent || isbot(agent.slice(0, AGENT_CHARS));
