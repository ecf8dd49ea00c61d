import { describe, expect, it } from 'vitest'
import { packageFolderOf } from './package-folder'

describe('packageFolderOf', () => {
  it.each([
    ['/home/ann/longshore/node_modules/zod/v4/index.js', 'node_modules/zod'],
    ['/home/ann/longshore/node_modules/@vueuse/core/dist/index.js?x=1', 'node_modules/@vueuse/core'],
    [
      '/a/node_modules/libsql/node_modules/detect-libc/lib/x.js',
      'node_modules/libsql/node_modules/detect-libc',
    ],
    ['C:\\longshore\\node_modules\\vue\\index.js', 'node_modules/vue'],
    ['\0/a/node_modules/express/index.js?commonjs-proxy', 'node_modules/express'],
    ['\0rolldown/runtime.js', 'node_modules/rolldown'],
    ['\0plugin-vue:export-helper', 'node_modules/@vitejs/plugin-vue'],
  ])('finds the package of %j', (moduleId, folder) => {
    expect(packageFolderOf(moduleId)).toBe(folder)
  })

  it.each(['/home/ann/longshore/src/main/index.ts', 'virtual:icons', '\0some-plugin'])(
    'knows that %j is no package',
    (moduleId) => {
      expect(packageFolderOf(moduleId)).toBeUndefined()
    },
  )
})
