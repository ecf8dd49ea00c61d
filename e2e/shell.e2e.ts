import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from './support/fixtures'
import { launchArguments, samples, temporaryFolder } from './support/launch'
import { addVideos, pickFiles, rowOf, setOnline, signIn, uploadButton } from './support/window'

test('files on the command line wait for the sign-in and then are in the queue', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { page } = await start({ paths: [samples.tides] })
  await signIn(page, demo)
  await expect(rowOf(page, basename(samples.tides))).toBeVisible()
})

test('a second start on the same profile hands its files to the first and ends', async ({
  start,
  startDemo,
  profile,
}) => {
  const { electron, page } = await start()
  await signIn(page, await startDemo())
  const [program, ...args] = launchArguments(profile, [samples.lighthouse])
  const second = spawn(program, args, { stdio: 'ignore' })
  const [code] = (await once(second, 'exit')) as [number | null]
  expect(code).toBe(0)
  await expect(rowOf(page, basename(samples.lighthouse))).toBeVisible()
  expect(electron.windows()).toHaveLength(1)
})

test('a second start with more files than its message holds loses none, and the first one goes on', async ({
  start,
  startDemo,
  profile,
}) => {
  test.setTimeout(120_000)
  const folder = temporaryFolder('many')
  const paths = Array.from({ length: 700 }, (_, index) =>
    join(folder.path, `${'a walk along the shore '.repeat(4)}${String(index)}.mp4`),
  )
  // Of two with the same content the second would be refused.
  for (const [index, path] of paths.entries()) writeFileSync(path, 'x'.repeat(index + 1))
  const { page } = await start()
  await signIn(page, await startDemo())
  const [program, ...args] = launchArguments(profile, paths)
  const second = spawn(program, args, { stdio: 'ignore' })
  await once(second, 'exit')
  await expect(page.getByRole('button', { name: /^All/ })).toContainText('700', { timeout: 60_000 })
  folder.remove()
})

test('a file that macOS opens with the app is in the queue', async ({ start, startDemo }) => {
  const { electron, page } = await start()
  await signIn(page, await startDemo())
  await electron.evaluate(({ app }, path) => {
    app.emit('open-file', { preventDefault: () => undefined }, path)
  }, samples.harbour)
  await expect(rowOf(page, basename(samples.harbour))).toBeVisible()
})

test('a page whose process dies is loaded again while uploads go on, and the person is asked when it dies again', async ({
  start,
  startDemo,
  profile,
}) => {
  test.setTimeout(120_000)
  const demo = await startDemo()
  const { electron, page } = await start()
  await signIn(page, demo)
  await addVideos(page, [samples.harbour])
  await page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: 40_000 }))
  await uploadButton(page).click()
  await expect.poll(() => demo.control.statistics().putBytes).toBeGreaterThan(0)
  await electron.evaluate(({ dialog }) => {
    const asked = { messages: [] as string[] }
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = (...words: unknown[]) => {
      asked.messages.push((words.at(-1) as { message: string }).message)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
  })
  // Playwright sees nothing of a page after its process died: the window itself tells that it is there again.
  await electron.evaluate(({ BrowserWindow }) => {
    const loaded = { count: 0 }
    Object.assign(globalThis, { loaded })
    BrowserWindow.getAllWindows()[0]?.webContents.on('did-finish-load', () => {
      loaded.count += 1
    })
  })
  const loads = () =>
    electron.evaluate(() => (globalThis as unknown as { loaded: { count: number } }).loaded.count)
  const crash = () =>
    electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
    })
  const messages = () =>
    electron.evaluate(() => (globalThis as unknown as { asked: { messages: string[] } }).asked.messages)

  await crash()
  await expect.poll(loads, { timeout: 30_000 }).toBe(1)
  expect(await messages()).toEqual([])
  const before = demo.control.statistics().putBytes
  await expect.poll(() => demo.control.statistics().putBytes).toBeGreaterThan(before)
  await crash()
  await expect.poll(messages).toEqual(['The window stopped again'])
  await expect.poll(loads, { timeout: 30_000 }).toBe(2)
  expect(readFileSync(join(profile, 'logs', 'longshore.log'), 'utf8')).toContain('the page ended: ')
})

test('a window that is opened without a network says so', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const { page, electron } = await start()
  await signIn(page, demo)
  await setOnline(electron, false)
  const line = page.getByText(/No network\. Uploads/)
  await expect(line).toBeVisible()
  // Drawn anew, the page has heard of no change.
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Uploads' })).toBeVisible()
  await expect(line).toBeVisible()
})

test('the page can go nowhere, open nothing and load nothing from the network', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { electron, page } = await start()
  await signIn(page, demo)
  const before = page.url()
  await page.evaluate((url) => {
    location.href = url
  }, demo.url)
  await page.evaluate((url) => window.open(url), demo.url)
  const fetched = await page.evaluate(
    (url) =>
      fetch(url).then(
        () => 'fetched',
        () => 'refused',
      ),
    demo.url,
  )
  const script = await page.evaluate(() => {
    const element = document.createElement('script')
    element.textContent = 'window.wasRun = true'
    document.head.append(element)
    return 'wasRun' in window ? 'run' : 'refused'
  })
  expect({ fetched, script }).toEqual({ fetched: 'refused', script: 'refused' })
  const byPath = await page.evaluate((path) => {
    // As a page that was taken over would: past the types.
    const bridge = window.longshore as unknown as { call: (name: string, input: unknown) => Promise<unknown> }
    const accountId = '5f0f9b52-6e1c-4a61-9d3e-6f1f6d1c0a01'
    return bridge.call('intake.addPaths', { accountId, paths: [path] })
  }, samples.tides)
  expect(byPath).toMatchObject({ ok: false, error: { code: 'foreign-sender' } })
  expect(page.url()).toBe(before)
  expect(electron.windows()).toHaveLength(1)
})

test('quitting with uploads running asks once, and "keep uploading" keeps them', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { electron, page } = await start()
  await signIn(page, demo)
  await addVideos(page, [samples.harbour])
  await page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: 40_000 }))
  await uploadButton(page).click()
  await expect.poll(() => demo.control.statistics().putBytes).toBeGreaterThan(0)
  await electron.evaluate(({ dialog }) => {
    const asked = { count: 0 }
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = () => {
      asked.count += 1
      return Promise.resolve({ response: 1, checkboxChecked: false })
    }
  })
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close()
  })
  await expect
    .poll(() => electron.evaluate(() => (globalThis as unknown as { asked: { count: number } }).asked.count))
    .toBe(1)
  await page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: null }))
  await expect(rowOf(page, basename(samples.harbour))).toContainText('Done', { timeout: 30_000 })
})

test('the window stands where it was left', async ({ start }) => {
  const first = await start({ size: null })
  await first.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 50, width: 1010, height: 640 })
  })
  // The display takes its time: a window that is closed before stands elsewhere.
  await expect.poll(() => first.page.evaluate(() => innerWidth)).toBe(1010)
  const closed = first.electron.waitForEvent('close')
  await first.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close()
  })
  await closed
  const second = await start({ size: null })
  const bounds = await second.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  )
  expect(bounds).toMatchObject({ width: 1010, height: 640 })
})

test('receipts are exported as JSON where the person says', async ({ start, startDemo }) => {
  const { electron, page } = await start()
  await signIn(page, await startDemo())
  await addVideos(page, [samples.tides])
  await uploadButton(page).click()
  await expect(rowOf(page, basename(samples.tides))).toContainText('Done', { timeout: 30_000 })
  const folder = temporaryFolder('receipts')
  const target = join(folder.path, 'receipts.json')
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, target)
  await page.getByRole('link', { name: 'Receipts' }).click()
  await page.getByRole('button', { name: 'Export all' }).click()
  await expect(page.locator('li[data-state="open"]').getByText('1 receipt is saved.')).toBeVisible()
  await expect.poll(() => existsSync(target)).toBe(true)
  const { receipts } = JSON.parse(readFileSync(target, 'utf8')) as {
    receipts: { fileName: string; sha256: string }[]
  }
  expect(receipts).toMatchObject([
    {
      fileName: basename(samples.tides),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown as string,
    },
  ])
  folder.remove()
})

test('a file that went away is asked for, found elsewhere, and goes on', async ({ start, startDemo }) => {
  const folder = temporaryFolder('moved')
  const here = join(folder.path, 'pier.mp4')
  copyFileSync(samples.harbour, here)
  const { electron, page } = await start()
  await signIn(page, await startDemo())
  await addVideos(page, [here])
  const there = join(folder.path, 'pier-moved.mp4')
  renameSync(here, there)
  await uploadButton(page).click()
  const row = rowOf(page, 'pier.mp4')
  await expect(row).toContainText('The file is missing')
  await pickFiles(electron, there)
  await row.getByRole('button', { name: 'Locate file…' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'pier' })).toContainText('Done', { timeout: 30_000 })
  folder.remove()
})
