import { describe, expect, it } from 'vitest'
import { projectTarget, violation } from './boundaries.mjs'

describe('what each area may import', () => {
  it.each([
    ['src/shared/errors.ts', 'zod'],
    ['src/shared/uploads/upload.ts', '../errors'],
    ['src/main/index.ts', 'electron'],
    ['src/main/longshore.ts', './ipc/handlers/uploads'],
    ['src/main/shell/window.ts', 'electron'],
    ['src/main/shell/window.ts', '../uploads/queue'],
    ['src/main/uploads/queue.ts', './ports'],
    ['src/main/uploads/queue.ts', '../system/clock'],
    ['src/main/uploads/queue.ts', '@shared/uploads/upload'],
    ['src/main/storage/database.ts', 'libsql'],
    ['src/main/accounts/keychain.ts', 'keytar'],
    ['src/main/demo-process.ts', '../demo-instance/server'],
    ['src/preload/index.ts', '@shared/ipc/contract'],
    ['src/renderer/src/app.ts', './features/uploads/page.vue'],
    ['src/renderer/src/features/drafts/a.ts', '../uploads'],
    ['src/renderer/src/features/drafts/a.ts', '../uploads/index'],
    ['src/demo-instance/server.ts', 'node:http'],
    ['src/shared/errors.test.ts', 'vitest'],
    ['src/main/uploads/queue.test.ts', '../storage/uploads-table'],
  ])('%s may import %s', (file, source) => {
    expect(violation(file, source)).toBeUndefined()
  })

  it.each([
    ['src/shared/errors.ts', 'vue'],
    ['src/shared/errors.ts', 'node:fs'],
    ['src/shared/errors.ts', '../main/index'],
    ['src/main/uploads/queue.ts', '../storage/database'],
    ['src/main/uploads/queue.ts', '../peertube/client'],
    ['src/main/uploads/queue.ts', '../shell/window'],
    ['src/main/uploads/queue.ts', 'electron'],
    ['src/main/peertube/client.ts', '../storage/database'],
    ['src/main/accounts/session.ts', 'electron'],
    ['src/main/longshore.ts', 'electron'],
    ['src/main/longshore.ts', './shell/main-window'],
    ['src/main/ipc/handlers/uploads.ts', 'electron'],
    ['src/main/accounts/session.ts', 'libsql'],
    ['src/main/system/clock.ts', '../shell/window'],
    ['src/main/system/clock.ts', '../../demo-instance/server'],
    ['src/preload/index.ts', 'node:fs'],
    ['src/preload/index.ts', '../main/index'],
    ['src/renderer/src/app.ts', '../../main/index'],
    ['src/renderer/src/app.ts', 'electron'],
    ['src/renderer/src/app.ts', 'node:path'],
    ['src/renderer/src/app.ts', 'path'],
    ['src/renderer/src/app.ts', '../../preload/bridge'],
    ['src/renderer/src/features/drafts/a.ts', '../uploads/store'],
    ['src/demo-instance/server.ts', '../shared/errors'],
    ['src/demo-instance/server.ts', '@shared/errors'],
  ])('%s may not import %s', (file, source) => {
    expect(violation(file, source)).toEqual(expect.any(String))
  })

  it('lets the window know the type of the bridge, and no more', () => {
    expect(violation('src/renderer/src/api.ts', '../../preload/bridge', { typeOnly: true })).toBeUndefined()
    expect(violation('src/renderer/src/api.ts', '../../main/index', { typeOnly: true })).toBeDefined()
  })
})

it('finds the file behind a specifier', () => {
  expect(projectTarget('src/main/a/b.ts', '../c')).toBe('src/main/c')
  expect(projectTarget('src/main/a/b.ts', './c.json?raw')).toBe('src/main/a/c.json')
  expect(projectTarget('src/main/a/b.ts', '@shared/d/e')).toBe('src/shared/d/e')
  expect(projectTarget('src/main/a/b.ts', 'zod')).toBeUndefined()
})
