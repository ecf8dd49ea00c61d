import { expect, test, type Page } from '@playwright/test'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { startDemoInstance, type DemoInstance } from '../../src/demo-instance'
import { launch, samples, temporaryFolder } from '../support/launch'
import { addVideos, rowOf, signIn, uploadButton } from '../support/window'

const output = resolve(__dirname, '../../demo-output')
const files = [samples.harbour, samples.lighthouse, samples.tides]

/** Slow enough that there is a middle to be killed in: the three files are 355 kB. */
const BYTES_PER_SECOND = 60_000

let shots = 0

async function show(page: Page, what: string): Promise<void> {
  const name = `${String(++shots)}-${what}.png`
  await page.screenshot({ path: join(output, name) })
  tell(`   screenshot: demo-output/${name}`)
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`)
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/** Waits until bytes of a file are on the instance and the file is not complete. */
async function untilHalfway(demo: DemoInstance): Promise<void> {
  await expect
    .poll(() => demo.control.statistics().putBytes, { intervals: [100], timeout: 60_000 })
    .toBeGreaterThan(BYTES_PER_SECOND)
}

test('the main job', async () => {
  const profile = temporaryFolder('demo-profile')
  const data = temporaryFolder('demo-instance')
  rmSync(output, { recursive: true, force: true })
  mkdirSync(output, { recursive: true })
  const demo = await startDemoInstance({ dataDir: data.path })
  tell(`1. A demo instance listens on ${demo.url}`)

  const first = await launch({ profile: profile.path })
  await first.page.getByLabel('Address of your PeerTube instance').waitFor()
  await show(first.page, 'first-page')
  await signIn(first.page, demo)
  await expect(first.page.getByRole('heading', { name: 'Uploads' })).toBeVisible()
  tell('2. Signed in')
  await show(first.page, 'signed-in')

  await addVideos(first.page, files)
  tell('3. Three videos were dropped on the window')
  await show(first.page, 'dropped')

  await first.page.evaluate(
    (bandwidthLimit) => window.longshore.call('settings.set', { bandwidthLimit }),
    BYTES_PER_SECOND,
  )
  await uploadButton(first.page).click()
  await untilHalfway(demo)
  await show(first.page, 'uploading')
  await first.kill()
  const before = await demo.control.videos()
  tell(`4. SIGKILL in the middle: ${String(before.length)} of 3 videos were complete`)
  expect(before.length).toBeLessThan(files.length)

  const second = await launch({ profile: profile.path })
  for (const path of files)
    await expect(rowOf(second.page, basename(path))).toContainText('Done', { timeout: 90_000 })
  tell('5. Started again: all three went on by themselves and are published')
  await show(second.page, 'published')
  await second.page.getByRole('link', { name: 'Receipts' }).click()
  await second.page.getByText(basename(samples.harbour)).first().waitFor()
  await show(second.page, 'receipts')
  await second.close()

  const stored = await demo.control.videos()
  for (const path of files) {
    const found = stored.filter(({ inputFilename }) => inputFilename === basename(path))
    tell(`\n${basename(path)}`)
    tell(`   here:     ${sha256(path)}`)
    for (const video of found) tell(`   instance: ${String(video.sha256)}  ${demo.url}/w/${video.shortUUID}`)
    expect(found).toHaveLength(1)
    expect(found[0]?.sha256).toBe(sha256(path))
  }
  expect(stored).toHaveLength(files.length)
  await demo.close()
  profile.remove()
  data.remove()
})
