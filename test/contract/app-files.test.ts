import type { Download } from '@shared/downloads/download'
import type { WorkingVideo } from '@shared/library/work'
import { expect, it } from 'vitest'
import { describeApp, video, type Bench } from './support/app-bench'
import { unique } from './support/instance'
import { poll, publish, sampleWebm, whenPublished, whenTranscoded } from './support/uploads'

const TRANSCODING = 2

describeApp('the app and the files of a video', (open) => {
  async function known(bench: Bench, uuid: string): Promise<{ accountId: string; uuid: string }> {
    const { accountId, longshore } = bench.app
    await longshore.library.refresh(accountId, uuid)
    return { accountId, uuid }
  }

  /** Downloads what there is of a video; the whole file and what the app says of it. */
  async function download(bench: Bench, uuid: string): Promise<{ bytes: Buffer; said: Download }> {
    const { handlers } = bench.app.longshore
    await handlers['downloads.start']({ videos: [await known(bench, uuid)] })
    let said: Download | undefined
    await bench.app.until(() => {
      const { downloads } = handlers['downloads.list']({}) as { downloads: Download[] }
      said = downloads.find((row) => row.uuid === uuid)
      return said !== undefined && ['done', 'failed'].includes(said.state.name)
    })
    if (said?.state.name !== 'done') throw new Error(JSON.stringify(said))
    return { bytes: bench.app.downloaded(said.fileName ?? ''), said }
  }

  it('saves the original where the instance keeps it, else the best there is', async () => {
    const bench = await open()
    const { instance } = bench
    instance.demo?.control.setConfig({ keepsOriginals: true })
    const main = await instance.main()
    const sent = video()
    const { uuid } = await publish(main, { name: 'Down again', filename: 'as it was.mp4' }, sent)
    await whenTranscoded(main, uuid)
    const source = await main.getJson(`/videos/${uuid}/source`)
    const { bytes, said } = await download(bench, uuid)
    expect(said.totalBytes).toBe(bytes.length)
    if (typeof source['fileDownloadUrl'] === 'string') {
      expect(said).toMatchObject({ kind: 'original', fileName: 'as it was.mp4' })
      expect(bytes.equals(sent)).toBe(true)
    } else {
      expect(said).toMatchObject({ kind: 'best', fileName: 'Down again.mp4' })
      expect(bytes.subarray(4, 8).toString('latin1')).toBe('ftyp')
    }
  })

  it('sends another file in its place, and knows its video again', async (context) => {
    const bench = await open()
    const { app, instance } = bench
    context.skip(
      instance.configValue('videoFile.update.enabled') !== true,
      'videoFile.update.enabled is false',
    )
    const main = await instance.main()
    const { uuid } = await publish(main, { name: `Replaced ${String(unique())}` })
    await whenTranscoded(main, uuid)
    app.pickedFile = app.file('another.webm', sampleWebm)
    const answer = await app.longshore.handlers['library.replaceFile'](await known(bench, uuid))
    expect(answer?.problems).toEqual([])
    expect(await app.arrived(answer?.uploadId ?? '')).toBe(uuid)
    expect(await main.getJson(`/videos/${uuid}/source`)).toMatchObject({
      inputFilename: 'another.webm',
      size: sampleWebm.length,
    })
    const shown = await whenPublished(main, uuid)
    expect(shown).toMatchObject({ duration: 1, inputFileUpdatedAt: expect.any(String) as string })
  })

  it('follows what the instance makes of it to the end', async (context) => {
    const bench = await open()
    const { app, instance } = bench
    const { demo } = instance
    context.skip(demo === null && !instance.transcodes, 'nothing is transcoded here')
    const main = await instance.main()
    const { uuid } = await publish(main, { name: 'Worked on', waitTranscoding: true })
    if (demo !== null) {
      await whenPublished(main, uuid)
      await demo.control.setState(uuid, TRANSCODING)
    }
    /** What the app says of the work, whenever it has looked at the video. */
    const working = async (): Promise<WorkingVideo | undefined> => {
      await known(bench, uuid)
      return (await app.longshore.handlers['library.working']({})).find((row) => row.uuid === uuid)
    }
    const begun = await poll(working, (row) => row !== undefined)
    expect(begun).toMatchObject({ name: 'Worked on', state: TRANSCODING })
    await demo?.control.setState(uuid, 1)
    expect(await poll(working, (row) => row === undefined)).toBeUndefined()
    expect(app.endedWork.filter((one) => one.uuid === uuid)).toMatchObject([{ outcome: 'ready' }])
  })
})
