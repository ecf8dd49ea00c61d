import { join } from 'node:path'
import type { Editable, EditStateName, VideoChanges, VideoEdit } from '@shared/library/edit'
import { openDatabase, type Database } from '../../src/main/storage/database'
import { LongshoreOnDemo, startPlace, type DemoOptions } from './longshore'

export type ShownVideo = Record<string, unknown>

/** An app whose library was read in full, and what is done to edit its videos. */
export class EditsOnDemo extends LongshoreOnDemo {
  static override async open(videos = 0, options: DemoOptions = {}): Promise<EditsOnDemo> {
    const bench = new EditsOnDemo(await startPlace(videos, options))
    await bench.begin()
    await bench.sync()
    return bench
  }

  async uuids(): Promise<string[]> {
    return (await this.demo.control.videos()).map(({ uuid }) => uuid)
  }

  /** As its owner sees it on the instance. */
  async onServer(uuid: string): Promise<ShownVideo> {
    return (await (await this.ask('GET', uuid, null)).json()) as ShownVideo
  }

  /** Somebody else changes the video. */
  async changeOnServer(uuid: string, body: ShownVideo): Promise<void> {
    await this.ask('PUT', uuid, JSON.stringify(body))
  }

  async changePictureOnServer(uuid: string, jpeg: Uint8Array<ArrayBuffer>): Promise<void> {
    const body = new FormData()
    for (const part of ['thumbnailfile', 'previewfile'])
      body.append(part, new Blob([jpeg], { type: 'image/jpeg' }), 'picture.jpg')
    await this.ask('PUT', uuid, body)
  }

  async deleteOnServer(uuid: string): Promise<void> {
    await this.ask('DELETE', uuid, null)
  }

  editable(uuid: string): Promise<Editable> {
    return Promise.resolve(this.handlers['library.editable']({ accountId: this.accountId, uuid }))
  }

  /** Types these values over what the form shows. */
  async type(uuid: string, changes: VideoChanges, base: VideoChanges = {}) {
    await this.editable(uuid)
    return this.handlers['library.hold']({ accountId: this.accountId, uuid, changes, base })
  }

  /** Types and asks to send; the edit's id. */
  async save(uuid: string, changes: VideoChanges, base: VideoChanges = {}): Promise<string> {
    await this.type(uuid, changes, base)
    return this.send(uuid)
  }

  async send(uuid: string): Promise<string> {
    const saved = await this.handlers['library.save']({ accountId: this.accountId, uuid })
    if (saved.editId === null) throw new Error(`not saved: ${JSON.stringify(saved.problems)}`)
    return saved.editId
  }

  edit(editId: string): VideoEdit {
    return this.longshore.edits.outbox.edit(editId)
  }

  /** Resolves when the edit is in this state; rejects when it ends in another one. */
  async reaches(editId: string, name: EditStateName): Promise<VideoEdit> {
    const ends: EditStateName[] = ['done', 'failed', 'conflict', 'refused']
    const isThere = (): boolean => {
      const { state } = this.edit(editId)
      return state.name === name || ends.includes(state.name)
    }
    await this.until(isThere)
    const edit = this.edit(editId)
    if (edit.state.name !== name) throw new Error(JSON.stringify(edit.state))
    return edit
  }

  /** The app ends; `between` looks at what lies on the disk; the app starts again. */
  restart(between: (database: Database) => void | Promise<void> = () => undefined): Promise<void> {
    return this.startAgain(async () => {
      const database = openDatabase(join(this.folder, 'longshore.db'))
      await between(database)
      database.close()
    })
  }

  private async ask(method: string, uuid: string, body: string | FormData | null): Promise<Response> {
    const account = this.longshore.accounts.directory.get(this.accountId)
    const token = await account.session.accessToken()
    const answer = await fetch(`${this.demo.url}/api/v1/videos/${uuid}`, {
      method,
      headers: {
        Authorization: `Bearer ${String(token)}`,
        ...(typeof body === 'string' ? { 'Content-Type': 'application/json' } : {}),
      },
      body,
    })
    if (!answer.ok) throw new Error(await answer.text())
    return answer
  }
}
