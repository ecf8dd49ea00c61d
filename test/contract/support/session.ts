import { json, multipart, openRequest, send } from './http'
import type { Answer, Call, Part } from './http'
import type { Credentials, Instance } from './instance'

export interface Tokens {
  access_token: string
  refresh_token: string
}

/** A signed-in user of an instance under test. */
export class Session {
  private readonly madeVideos: string[] = []

  private constructor(
    readonly instance: Instance,
    readonly user: Credentials,
    readonly tokens: Tokens,
    readonly me: Record<string, unknown>,
  ) {}

  static async create(
    instance: Instance,
    user: Credentials,
    tokens: Record<string, unknown>,
  ): Promise<Session> {
    const pair = tokens as unknown as Tokens
    const headers = { Authorization: `Bearer ${pair.access_token}` }
    return new Session(instance, user, pair, json(await instance.api('/users/me', { headers })))
  }

  get channelId(): number {
    const [channel] = this.me['videoChannels'] as { id: number }[]
    if (channel === undefined) throw new Error(`${this.user.username} has no channel`)
    return channel.id
  }

  get accountName(): string {
    return (this.me['account'] as { name: string }).name
  }

  get authorization(): Record<string, string> {
    return { Authorization: `Bearer ${this.tokens.access_token}` }
  }

  call(path: string, call: Call = {}): Promise<Answer> {
    return this.instance.api(path, { ...call, headers: { ...this.authorization, ...call.headers } })
  }

  get(path: string): Promise<Answer> {
    return this.call(path)
  }

  async getJson(path: string): Promise<Record<string, unknown>> {
    const answer = await this.get(path)
    if (answer.status !== 200) throw new Error(`GET ${path}: ${String(answer.status)} ${answer.text}`)
    return json(answer)
  }

  delete(path: string): Promise<Answer> {
    return this.call(path, { method: 'DELETE' })
  }

  postJson(path: string, body: unknown): Promise<Answer> {
    return this.sendJson('POST', path, body)
  }

  putJson(path: string, body: unknown): Promise<Answer> {
    return this.sendJson('PUT', path, body)
  }

  sendMultipart(
    method: string,
    path: string,
    parts: Part[],
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const encoded = multipart(parts)
    return this.call(path, { method, body: encoded.body, headers: { ...encoded.headers, ...headers } })
  }

  sendJson(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const type = { 'Content-Type': 'application/json' }
    return this.call(path, { method, body: JSON.stringify(body), headers: { ...type, ...headers } })
  }

  /** A request whose body the caller writes and ends, or does not. */
  open(method: string, path: string, headers: Record<string, string>): ReturnType<typeof openRequest> {
    return openRequest(`${this.instance.url}/api/v1${path}`, method, { ...this.authorization, ...headers })
  }

  /** Has the video deleted when the suite ends, on an instance that stays. */
  remember(uuid: string): void {
    this.madeVideos.push(uuid)
  }

  async cleanUp(): Promise<void> {
    for (const uuid of this.madeVideos) {
      await send(`${this.instance.url}/api/v1/videos/${uuid}`, {
        method: 'DELETE',
        headers: this.authorization,
      })
    }
  }
}
