/** The API's description of itself (OpenAPI 3.1), printed from the schemas that the routes use. */
import { type TProperties, Type } from 'typebox';
import { describedRoutes, refusal } from './describedRoutes.ts';
import type { Endpoint } from './endpoint.ts';

const parametersOf = (place: 'path' | 'query', schemas: TProperties): object[] =>
  Object.entries(schemas).map(([name, schema]) => {
    const { 'x-json': isJson, description, ...rest } = schema as Record<string, unknown>;
    return {
      name,
      in: place,
      required: !Type.IsOptional(schema),
      description,
      ...(isJson === true ? { content: { 'application/json': { schema: rest } } } : { schema: rest }),
    };
  });

/** The document, as plain JSON. */
export function openApi(endpoints: readonly Endpoint[]): Readonly<Record<string, unknown>> {
  const paths = endpoints.map(({ url, summary, path = {}, query, answer, type = 'application/json' }) => [
    url.replace(/:(\w+)/g, '{$1}'),
    {
      get: {
        summary,
        parameters: [...parametersOf('path', path), ...parametersOf('query', query)],
        responses: {
          200: { description: 'The answer.', content: { [type]: { schema: answer } } },
          400: refusal('A parameter is missing or wrong; the sentence names it and what was expected.'),
          401: refusal('Not logged in.'),
          503: refusal('The store is not there, or the question was too large for it.'),
        },
      },
    },
  ]);
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Watchglass collector',
      version: '1',
      description:
        'What the dashboard shows, as rows; `fold` of @watchglass/analysis makes the numbers of them. Times are epoch milliseconds.',
    },
    security: [{ session: [] }, { token: [] }],
    paths: { ...describedRoutes, ...(Object.fromEntries(paths) as Record<string, unknown>) },
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'watchglass_session' },
        token: { type: 'http', scheme: 'bearer', description: 'the admin token' },
      },
    },
  };
  // schemas carry symbols and hidden fields of their library
  return JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
}
