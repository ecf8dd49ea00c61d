import { setTimeout as wait } from 'node:timers/promises'
import type { DemoInstance } from '../../src/demo-instance'
import type { Credentials } from './window'

/** What a person sees on the instance, by its REST API and not through the app. */
export interface InstanceView {
  /** The JSON of `/api/v1` + path. */
  get<Answer>(path: string): Promise<Answer>
  /** Bytes of a picture or caption, by the path that the instance names. */
  bytes(path: string): Promise<Buffer>
  /** Changes fields of a video, as another of the person's programs would. */
  updateVideo(uuid: string, fields: Readonly<Record<string, string | Blob>>): Promise<void>
  /** Puts a WebVTT file. */
  putCaption(uuid: string, language: string, vtt: string): Promise<void>
  /** Changes texts of a channel, as another of the person's programs would. */
  updateChannel(name: string, texts: Readonly<Record<string, string>>): Promise<void>
  /** The same of a playlist. */
  updatePlaylist(uuid: string, texts: Readonly<Record<string, string>>): Promise<void>
  /** The same of a live's settings. */
  updateLive(uuid: string, settings: Readonly<Record<string, unknown>>): Promise<void>
  /** Makes a playlist and gives back its id. */
  addPlaylist(name: string, channelId: number): Promise<number>
}

/** Signs in beside the app, with a token of its own. */
export async function viewAs(demo: DemoInstance, person: Credentials): Promise<InstanceView> {
  const api = `${demo.url}/api/v1`
  const client = await json<{ client_id: string; client_secret: string }>(
    await patientFetch(`${api}/oauth-clients/local`, {}),
  )
  const grant = new URLSearchParams({ ...client, ...person, grant_type: 'password', response_type: 'code' })
  const { access_token: token } = await json<{ access_token: string }>(
    await patientFetch(`${api}/users/token`, { method: 'POST', body: grant }),
  )
  const headers = { authorization: `Bearer ${token}` }
  return {
    get: async (path) => json(await patientFetch(api + path, { headers })),
    bytes: async (path) => {
      const answer = await fetch(new URL(path, demo.url), { headers })
      if (!answer.ok) throw new Error(`${path}: ${String(answer.status)}`)
      return Buffer.from(await answer.arrayBuffer())
    },
    updateVideo: async (uuid, fields) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.set(name, value)
      const answer = await patientFetch(`${api}/videos/${uuid}`, { method: 'PUT', headers, body })
      if (!answer.ok) throw new Error(`PUT of a video: ${String(answer.status)} ${await answer.text()}`)
    },
    putCaption: async (uuid, language, vtt) => {
      const body = new FormData()
      body.set('captionfile', new Blob([vtt], { type: 'text/vtt' }), `${language}.vtt`)
      const url = `${api}/videos/${uuid}/captions/${language}`
      const answer = await patientFetch(url, { method: 'PUT', headers, body })
      if (!answer.ok) throw new Error(`PUT of captions: ${String(answer.status)} ${await answer.text()}`)
    },
    updateChannel: async (name, texts) => {
      const json = { ...headers, 'content-type': 'application/json' }
      const request = { method: 'PUT', headers: json, body: JSON.stringify(texts) }
      const answer = await patientFetch(`${api}/video-channels/${name}`, request)
      if (!answer.ok) throw new Error(`PUT of a channel: ${String(answer.status)} ${await answer.text()}`)
    },
    updateLive: async (uuid, settings) => {
      const json = { ...headers, 'content-type': 'application/json' }
      const request = { method: 'PUT', headers: json, body: JSON.stringify(settings) }
      const answer = await patientFetch(`${api}/videos/live/${uuid}`, request)
      if (!answer.ok) throw new Error(`PUT of a live: ${String(answer.status)} ${await answer.text()}`)
    },
    updatePlaylist: async (uuid, texts) => {
      const body = new FormData()
      for (const [name, text] of Object.entries(texts)) body.set(name, text)
      const answer = await patientFetch(`${api}/video-playlists/${uuid}`, { method: 'PUT', headers, body })
      if (!answer.ok) throw new Error(`PUT of a playlist: ${String(answer.status)} ${await answer.text()}`)
    },
    addPlaylist: async (displayName, channelId) => {
      const body = new FormData()
      body.set('displayName', displayName)
      body.set('privacy', '1')
      body.set('videoChannelId', String(channelId))
      const answer = await patientFetch(`${api}/video-playlists`, { method: 'POST', headers, body })
      return (await json<{ videoPlaylist: { id: number } }>(answer)).videoPlaylist.id
    },
  }
}

/** The app and the test share one allowance of requests: whoever meets its end waits as long as the instance says. */
async function patientFetch(url: string, request: RequestInit): Promise<Response> {
  for (;;) {
    const answer = await fetch(url, request)
    if (answer.status !== 429) return answer
    await wait(Number(answer.headers.get('retry-after') ?? 1) * 1000)
  }
}

async function json<Answer>(answer: Response): Promise<Answer> {
  if (!answer.ok) throw new Error(`${answer.url}: ${String(answer.status)} ${await answer.text()}`)
  return (await answer.json()) as Answer
}
