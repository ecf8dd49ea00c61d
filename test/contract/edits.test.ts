import { expect, it } from 'vitest'
import type { EditStateName, VideoChanges, VideoEdit } from '@shared/library/edit'
import { EMBED_POLICY, PRIVACY } from '@shared/uploads/draft'
import { describeApp, makePlaylist, said, shown, srt, vtt, type Bench } from './support/app-bench'
import { unique, type Instance } from './support/instance'
import { picture, publish } from './support/uploads'

const future = '2099-05-05T00:00:00.000Z'
const embedPrivacy = { policy: EMBED_POLICY.allowlist, domains: ['example.org'] }

/** A video that the library knows, and what is done to it. */
class Edited {
  private constructor(
    private readonly bench: Bench,
    readonly accountId: string,
    readonly uuid: string,
  ) {}

  static async make(bench: Bench): Promise<Edited> {
    const main = await bench.instance.main()
    const { uuid } = await publish(main, { name: `edited ${String(unique())}` })
    const { library, accounts } = bench.app.longshore
    const accountId = accounts.list().accounts[0]?.id ?? ''
    await library.refresh(accountId, uuid)
    return new Edited(bench, accountId, uuid)
  }

  get handlers() {
    return this.bench.app.longshore.handlers
  }

  get video() {
    return { accountId: this.accountId, uuid: this.uuid }
  }

  async hold(changes: VideoChanges, base: VideoChanges = {}): Promise<void> {
    await this.handlers['library.editable'](this.video)
    await this.handlers['library.hold']({ ...this.video, changes, base })
  }

  /** Sends what is held and waits for its end. */
  async send(end: EditStateName = 'done'): Promise<VideoEdit> {
    const { editId, problems } = await this.handlers['library.save'](this.video)
    if (editId === null) throw new Error(JSON.stringify(problems))
    return this.ends(editId, end)
  }

  /** Waits for the end of an edit. */
  async ends(editId: string, end: EditStateName = 'done'): Promise<VideoEdit> {
    const edit = (): VideoEdit => this.bench.app.longshore.edits.outbox.edit(editId)
    await this.bench.app.until(() => ['done', 'failed', 'conflict'].includes(edit().state.name))
    if (edit().state.name !== end) throw new Error(JSON.stringify(edit().state))
    return edit()
  }

  /** As it was chosen; null: the version has none. */
  async playerTheme(): Promise<unknown> {
    if (!this.bench.instance.since('8.0')) return null
    const main = await this.bench.instance.main()
    return (await main.getJson(`/player-settings/videos/${this.uuid}?raw=true`))['theme']
  }

  async onServer(path = ''): Promise<Record<string, unknown>> {
    return (await this.bench.instance.main()).getJson(`/videos/${this.uuid}${path}`)
  }
}

/** What this version has of the fields. */
function editable(instance: Instance): VideoChanges {
  const { title, privacy, category, licence, language, description, support, tags } = said
  const { commentsPolicy, downloadEnabled, nsfw, nsfwFlags, nsfwSummary, originallyPublishedAt } = said
  const common = { title, privacy, category, licence, language, description, support, tags, commentsPolicy }
  return {
    ...common,
    downloadEnabled,
    nsfw,
    originallyPublishedAt,
    ...(instance.since('7.2') ? { nsfwFlags, nsfwSummary } : {}),
    ...(instance.since('6.0') ? { chapters: said.chapters } : {}),
    ...(instance.since('8.0') ? { playerTheme: 'lucide' } : {}),
    ...(instance.since('8.1') ? { embedPrivacy } : {}),
  }
}

describeApp('edits of a video', (open) => {
  it('change every field, and put it back', async () => {
    const bench = await open()
    const { instance } = bench
    const edited = await Edited.make(bench)
    const before = (await edited.handlers['library.editable'](edited.video)).server
    const { originallyPublishedAt, ...others } = editable(instance)
    // 5.x has no way to take the date back.
    await edited.hold(instance.since('6.0') ? { ...others, originallyPublishedAt } : others)
    const done = await edited.send()
    const { originallyPublishedAt: date, waitTranscoding: _, ...expected } = shown(instance)
    expect(await edited.onServer()).toMatchObject(
      instance.since('6.0') ? { ...expected, originallyPublishedAt: date } : expected,
    )
    if (instance.since('6.0')) expect(await edited.onServer('/chapters')).toEqual({ chapters: said.chapters })
    expect(await edited.playerTheme()).toBe(instance.since('8.0') ? 'lucide' : null)
    if (instance.since('8.1'))
      expect(await edited.onServer('/embed-privacy')).toMatchObject({
        policy: { id: 2 },
        domains: ['example.org'],
      })
    await edited.handlers['library.undo']({ editIds: [done.id] })
    const { outbox } = bench.app.longshore.edits
    const all = { states: [], accountId: null, batchId: null, offset: 0, limit: 10 }
    await bench.app.until(() => outbox.page(all).rows[0]?.state.name === 'done')
    expect((await edited.handlers['library.editable'](edited.video)).server).toEqual(before)
    if (instance.since('8.1'))
      expect(await edited.onServer('/embed-privacy')).toMatchObject({ policy: { id: 1 }, domains: [] })
  })

  it('schedule a video, private until then, and take it back', async () => {
    const edited = await Edited.make(await open())
    await edited.hold({ schedule: { updateAt: future, privacy: PRIVACY.public, timeZone: 'UTC' } })
    await edited.send()
    expect(await edited.onServer()).toMatchObject({
      privacy: { id: PRIVACY.private },
      scheduledUpdate: { updateAt: future, privacy: PRIVACY.public },
    })
    await edited.hold({ privacy: PRIVACY.unlisted })
    await edited.send()
    const after = await edited.onServer()
    expect(after).toMatchObject({ privacy: { id: PRIVACY.unlisted } })
    expect(after['scheduledUpdate'] ?? null).toBeNull()
  })

  it('keep a protected video protected', async (context) => {
    const bench = await open()
    context.skip(!bench.instance.since('6.0'), 'passwords came with 6.0')
    const edited = await Edited.make(bench)
    const passwords = ['first word', 'second word']
    await edited.hold({ privacy: PRIVACY.passwordProtected, passwords }, { passwords: [] })
    await edited.send()
    await edited.hold({ title: 'Behind a word' })
    await edited.send()
    const known = await edited.handlers['library.passwords'](edited.video)
    expect([...known].sort()).toEqual(passwords)
    await edited.hold({ passwords: ['third word'] }, { passwords: known })
    await edited.send()
    expect(await edited.handlers['library.passwords'](edited.video)).toEqual(['third word'])
  })

  it('bring a picture, captions and playlists, and take captions and playlists away', async () => {
    const bench = await open()
    const edited = await Edited.make(bench)
    const playlist = await makePlaylist(bench.instance)
    bench.app.pickedFile = bench.app.file('cover.jpg', picture.bytes)
    expect(await edited.handlers['library.pickThumbnail'](edited.video)).toBe(true)
    bench.app.pickedFile = bench.app.file('clip.fr.srt', srt)
    await edited.handlers['library.pickCaption']({ ...edited.video, language: 'fr' })
    await edited.handlers['library.putCaptionText']({ ...edited.video, language: 'en', text: vtt })
    await edited.handlers['library.setPlaylists']({ ...edited.video, add: [playlist.id], remove: [] })
    await edited.send()
    expect(await edited.onServer('/captions')).toMatchObject({ total: 2 })
    expect(await edited.handlers['library.playlistsOf'](edited.video)).toEqual([playlist.id])
    const ask = { ...edited.video, language: 'fr' }
    expect((await edited.handlers['library.captionText'](ask)).text).toContain('Bonjour')
    await edited.handlers['library.removeCaption'](ask)
    await edited.handlers['library.setPlaylists']({ ...edited.video, add: [], remove: [playlist.id] })
    await edited.send()
    expect(await edited.onServer('/captions')).toMatchObject({ total: 1 })
    expect(await edited.handlers['library.playlistsOf'](edited.video)).toEqual([])
    await (await bench.instance.main()).delete(`/video-playlists/${playlist.uuid}`)
  })

  it('send nothing over what somebody else changed', async () => {
    const bench = await open()
    const edited = await Edited.make(bench)
    await edited.hold({ title: 'Mine' })
    const main = await bench.instance.main()
    await main.sendJson('PUT', `/videos/${edited.uuid}`, { name: 'Theirs' })
    expect(await edited.send('conflict')).toMatchObject({
      state: { fields: [{ field: 'title', server: { title: 'Theirs' } }] },
    })
    expect(await edited.onServer()).toMatchObject({ name: 'Theirs' })
  })

  it('ask when somebody else chose other sites and another theme', async (context) => {
    const bench = await open()
    context.skip(!bench.instance.since('8.1'), 'they came with 8.0 and 8.1')
    const edited = await Edited.make(bench)
    await edited.hold({ embedPrivacy, playerTheme: 'lucide', title: 'Mine' })
    const main = await bench.instance.main()
    const theirs = { policy: EMBED_POLICY.allowlist, domains: ['theirs.example.net'] }
    await main.putJson(`/videos/${edited.uuid}/embed-privacy`, theirs)
    await main.putJson(`/player-settings/videos/${edited.uuid}`, { theme: 'galaxy' })
    const { id, state } = await edited.send('conflict')
    const everywhere = { policy: EMBED_POLICY.everywhere, domains: [] }
    expect(state).toMatchObject({
      fields: [
        { field: 'playerTheme', base: { playerTheme: 'channel-default' }, server: { playerTheme: 'galaxy' } },
        { field: 'embedPrivacy', base: { embedPrivacy: everywhere }, server: { embedPrivacy: theirs } },
      ],
    })
    expect(await edited.onServer()).not.toMatchObject({ name: 'Mine' })
    const choices = { embedPrivacy: 'mine', playerTheme: 'server' } as const
    await edited.handlers['library.resolve']({ editId: id, choices })
    await edited.ends(id)
    expect(await edited.onServer()).toMatchObject({ name: 'Mine' })
    expect(await edited.onServer('/embed-privacy')).toMatchObject({ domains: ['example.org'] })
    expect(await edited.playerTheme()).toBe('galaxy')
  })

  it('delete a video', async () => {
    const bench = await open()
    const edited = await Edited.make(bench)
    await edited.handlers['library.deleteVideos']({ videos: [edited.video] })
    const { outbox } = bench.app.longshore.edits
    const all = { states: [], accountId: null, batchId: null, offset: 0, limit: 10 }
    await bench.app.until(() => outbox.page(all).rows[0]?.state.name === 'done')
    await expect(edited.onServer()).rejects.toThrow()
  })
})
