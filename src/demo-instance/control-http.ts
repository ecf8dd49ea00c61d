import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { NewUser } from './accounts'
import type { DemoControl } from './control'
import type { FaultRule } from './faults'

const PREFIX = '/__control/'

export function isControlRequest(request: IncomingMessage): boolean {
  return request.url?.startsWith(PREFIX) ?? false
}

type Body = Record<string, unknown>
type Command = (control: DemoControl, body: Body) => unknown

/** `METHOD name` of each command; bodies and answers are JSON. */
const commands: Record<string, Command> = {
  'POST users': (control, body) => control.createUser(body as unknown as NewUser),
  'PUT users': (control, body) => control.updateUser(String(body['username']), body['change'] as object),
  'POST fill': (control, body) => {
    control.fill(String(body['username']), Number(body['count']))
  },
  'PUT videos': (control, body) => control.updateVideo(String(body['uuid']), body['change'] as object),
  'DELETE videos': (control, body) => control.deleteVideo(String(body['uuid'])),
  'POST faults': (control, body) => {
    control.addFault(body as unknown as FaultRule)
  },
  'GET faults': (control) => control.pendingFaults(),
  'DELETE faults': (control) => {
    control.clearFaults()
  },
  'POST expire-tokens': (control, body) =>
    control.expireTokens(String(body['username']), body['which'] === 'all' ? 'all' : 'access'),
  'POST revoke-tokens': (control, body) => control.revokeTokens(String(body['username'])),
  'POST purge-sessions': async (control, body) => ({
    purged: await control.purgeSessions(Number(body['idleMs'] ?? 0)),
  }),
  'POST offline': (control, body) => {
    control.setOffline(body['offline'] === true)
  },
  'POST restart': (control) => control.restart(),
  'PUT config': (control, body) => {
    control.setConfig(body)
  },
  'GET requests': (control) => control.requests(),
  'DELETE requests': (control) => {
    control.resetRequests()
  },
  'GET statistics': (control) => control.statistics(),
  'GET videos': (control) => control.videos(),
  'PUT live': (control, body) => {
    control.live.set(body)
  },
  'POST live-start': (control, body) =>
    control.live.start(
      String(body['uuid']),
      typeof body['streamFolder'] === 'string' ? body['streamFolder'] : undefined,
    ),
  'POST live-viewers': (control, body) =>
    control.live.setViewers(String(body['uuid']), Number(body['viewers'])),
  'POST live-end': (control, body) =>
    control.live.end(String(body['uuid']), typeof body['error'] === 'number' ? body['error'] : null),
  'POST live-replay': (control, body) => control.live.finishReplay(String(body['uuid'])),
}

/** Answers `/__control/*`: 200 with JSON, 204 for a command without a result, 404, or 500 with the reason. */
export function controlHandler(
  control: DemoControl,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const name = `${request.method ?? ''} ${(request.url ?? '').slice(PREFIX.length)}`
    const command = commands[name]
    if (command === undefined) {
      send(response, 404, { error: `No command ${name}` })
      return
    }
    try {
      const body = await text(request)
      const result = await command(control, body === '' ? {} : (JSON.parse(body) as Body))
      if (result === undefined) response.writeHead(204).end()
      else send(response, 200, result)
    } catch (error) {
      send(response, 500, { error: error instanceof Error ? error.message : String(error) })
    }
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}
