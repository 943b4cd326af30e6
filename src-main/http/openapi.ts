/** The OpenAPI document, made from the same schemas that check the calls. */
import { z } from 'zod';
import { api, type CallName } from '../../src-shared/contract/api.ts';
import { PlainErrorSchema } from '../../src-shared/domain/job.ts';
import { openCalls, routes, type Route } from './routes.ts';

type Json = Record<string, unknown>;

export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  const put = (path: string, method: string, operation: Json): void => { (paths[path] ??= {})[method] = operation; };
  for (const route of routes) put(templated(route.path), route.method.toLowerCase(), operationOf(route));
  for (const call of openCalls) {
    put(`/calls/${call}`, 'post', { operationId: `call-${call}`, summary: `The call ${call} of the contract.`, requestBody: bodyOf(api[call].input), responses: answers(answerOf(call)) });
  }
  put('/jobs/{id}/events', 'get', { operationId: 'events', summary: 'News of the job as they come (server-sent events); the first tells how it is now.', parameters: [idParameter], responses: answers({}, 'text/event-stream') });
  put('/jobs/{id}/artifacts/{path}', 'get', { operationId: 'artifact', summary: 'A file of the job\'s folder; answers Range.', parameters: [idParameter, textParameter('path', 'path')], responses: answers({ type: 'string', format: 'binary' }, 'application/octet-stream') });
  put('/uploads', 'post', { operationId: 'begin-upload', summary: 'Begins an upload of `bytes` bytes; it is continued with PUT and becomes a job when complete.', parameters: [textParameter('name', 'query'), textParameter('bytes', 'query')], responses: answers(uploadState) });
  put('/uploads/{id}', 'put', { operationId: 'continue-upload', summary: 'The bytes from Upload-Offset on, as many as there are.', parameters: [idParameter, textParameter('Upload-Offset', 'header')], requestBody: { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }, responses: answers(uploadState) });
  put('/uploads/{id}', 'get', { operationId: 'upload-state', summary: 'How much of it is here.', parameters: [idParameter], responses: answers(uploadState) });
  return {
    openapi: '3.1.0',
    info: { title: 'ShiftClipper', version, description: 'The job service of this machine.' },
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } }, schemas: { Error: schemaOf(PlainErrorSchema) } },
    paths,
  };
}

const textParameter = (name: string, place: 'path' | 'query' | 'header'): Json => ({ name, in: place, required: true, schema: { type: 'string' } });
const idParameter = textParameter('id', 'path');
const uploadState: Json = { type: 'object', properties: { uploadId: { type: 'string' }, offset: { type: 'integer' }, bytes: { type: 'integer' }, job: { type: ['object', 'null'] } } };

function operationOf(route: Route): Json {
  const parameters = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => textParameter(name ?? '', 'path'));
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replaceAll(/[/:]+(\w)/g, '-$1')}`, summary: route.about, parameters,
    ...(route.body === null ? {} : { requestBody: bodyOf(route.body) }),
    responses: answers(route.answer === undefined ? answerOf(route.call) : schemaOf(api.getJob.output.shape.status)),
  };
}

function bodyOf(schema: z.ZodType): Json {
  return { required: true, content: { 'application/json': { schema: schemaOf(schema, 'input') } } };
}

function answers(schema: Json, type = 'application/json'): Json {
  return { 200: { description: 'Done', content: { [type]: { schema } } }, default: { description: 'Refused', content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } } };
}

function answerOf(call: CallName): Json {
  return schemaOf(api[call].output);
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output'): Json {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
}

function templated(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}
