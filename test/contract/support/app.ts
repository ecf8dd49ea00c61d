import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EventName, EventPayload } from '@shared/ipc/contract'
import type { EndedWork } from '@shared/library/work'
import type { LiveStatus } from '@shared/live/live'
import type { DraftPatch } from '@shared/uploads/draft'
import type { IntakeProgress } from '@shared/uploads/intake'
import type { Progress, UploadRow } from '@shared/uploads/upload'
import { HeadlessApp } from '../../support/headless-app'
import type { Credentials } from './instance'
import { unique } from './instance'

/** A name and its bytes, as they lie in a folder that is dropped on the window. */
export type DroppedFiles = Record<string, Buffer | string>

/** The app over an instance that is there already, with the uploads that it hears of. */
export class App extends HeadlessApp {
  /** What the app told of videos that their instance worked on. */
  readonly endedWork: EndedWork[] = []
  private readonly intakes = new Map<string, IntakeProgress>()
  private readonly bytesSent = new Map<string, number>()
  /** Hears how lives stand. */
  onStatus: (status: LiveStatus) => void = () => undefined

  /** Finds the instance by its address and signs in, as a person does. */
  static async open(address: string, user: Credentials): Promise<App> {
    const app = new App()
    await app.longshore.startUp()
    const { instanceUrl } = await app.longshore.accounts.lookUp(address, true)
    await app.signIn(instanceUrl, user)
    return app
  }

  /** Writes files that go along with a video later. */
  file(name: string, content: Buffer | string): string {
    const folder = join(this.folder, String(unique()))
    mkdirSync(folder)
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }

  /** The bytes of a file that was downloaded. */
  downloaded(name: string): Buffer {
    return readFileSync(join(this.folder, name))
  }

  /** Drops a folder with one video and what lies beside it; the id of its draft. */
  async drop(files: DroppedFiles): Promise<string> {
    const folder = join(this.folder, String(unique()))
    mkdirSync(folder)
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    const intakeId = this.longshore.intake.addPaths(this.accountId, [folder])
    await this.until(() => this.intakes.get(intakeId)?.done === true)
    const { addedIds = [], refusals } = this.intakes.get(intakeId) ?? {}
    const [id] = addedIds
    if (id === undefined) throw new Error(`nothing was taken: ${JSON.stringify(refusals)}`)
    return id
  }

  async say(id: string, patch: DraftPatch): Promise<void> {
    await this.longshore.handlers['drafts.update']({ ids: [id], patch })
  }

  async submit(id: string): Promise<void> {
    const { refused } = await this.longshore.handlers['uploads.submit']({ ids: [id] })
    if (refused.length > 0) throw new Error(`not submitted: ${JSON.stringify(this.row(id).problems)}`)
  }

  row(id: string): UploadRow {
    const row = this.longshore.uploads.row(id)
    if (row === null) throw new Error(`no row ${id}`)
    return row
  }

  /** Resolves once a byte of it is under way. */
  flows(id: string): Promise<void> {
    return this.until(() => (this.bytesSent.get(id) ?? 0) > 0)
  }

  /** The video's UUID once it is published and the instance has all that was said of it. */
  async arrived(id: string): Promise<string> {
    const hasError = (): boolean => this.row(id).steps.some(({ error }) => error !== null)
    const isOver = (): boolean => ['published', 'failed', 'blocked'].includes(this.row(id).state.name)
    await this.until(() => hasError() || (isOver() && this.row(id).steps.length === 0))
    const { state, steps } = this.row(id)
    if (state.name !== 'published' || hasError()) throw new Error(JSON.stringify({ state, steps }))
    return state.video.uuid
  }

  override async close(): Promise<void> {
    await this.longshore.accounts.signOut(this.accountId)
    await super.close()
  }

  protected override hear<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    if (name === 'intake.progressed') {
      const progress = payload as IntakeProgress
      this.intakes.set(progress.intakeId, progress)
    } else if (name === 'library.workEnded') {
      this.endedWork.push(payload as EndedWork)
    } else if (name === 'live.status') {
      this.onStatus(payload as LiveStatus)
    } else if (name === 'uploads.progressed') {
      for (const { id, bytesSent } of payload as Progress[]) this.bytesSent.set(id, bytesSent)
    }
    super.hear(name, payload)
  }
}
