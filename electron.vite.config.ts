import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { bundledPackages } from './scripts/lib/bundled-packages'
import { emptyFallbacks } from './scripts/lib/empty-fallbacks'
import { shownGuards } from './scripts/lib/shown-guards'

const root = import.meta.dirname
const from = (...parts: string[]): string => path.join(root, ...parts)
const alias = { '@shared': from('src/shared') }

// The oldest Electron the app runs in: Node 18 and Chromium 114. Newer ones only know more.
const NODE_TARGET = 'node18'
const CHROME_TARGET = 'chrome114'

/** Programs of the main side: the index, and those beside it that run in a process or thread of their own. */
const mainEntries = Object.fromEntries(
  readdirSync(from('src/main'))
    .filter((file) => /^(index|[\w-]+-(process|worker))\.ts$/.test(file))
    .map((file) => [path.basename(file, '.ts'), from('src/main', file)]),
)

/** All icon names in the source of the window, such as `i-lucide-upload`. */
function iconsNamedIn(folder: string): string[] {
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(vue|ts)$/.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
  return [...new Set(texts.flatMap((text) => text.match(/\bi-lucide-[a-z0-9-]+/g) ?? []))].sort()
}

export default defineConfig({
  main: {
    resolve: { alias },
    plugins: [bundledPackages(root, 'main')],
    build: {
      target: NODE_TARGET,
      sourcemap: true,
      // Native modules stay outside; `dependencies` holds nothing else, so everything else is bundled.
      externalizeDeps: { include: ['libsql', 'keytar'] },
      rolldownOptions: {
        input: mainEntries,
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    plugins: [bundledPackages(root, 'preload')],
    build: {
      target: NODE_TARGET,
      sourcemap: true,
      // A sandboxed preload can require nothing but Electron: it has to be one file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: from('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: from('src/renderer'),
    resolve: { alias },
    // Parts of vue-i18n that this app has no use for.
    define: { __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
    build: {
      target: CHROME_TARGET,
      minify: true,
      rolldownOptions: {
        input: { index: from('src/renderer/index.html') },
        // The window takes types and constants from src/shared. The schemas beside them, and zod, stay out of it.
        treeshake: { moduleSideEffects: [{ test: /[\\/]src[\\/]shared[\\/]/, sideEffects: false }] },
        // What the first page needs is one file: each more is one more question to main while it starts the app.
        output: { codeSplitting: { groups: [{ name: 'first-page', tags: ['$initial'] }] } },
      },
    },
    plugins: [
      bundledPackages(root, 'renderer'),
      vue(),
      emptyFallbacks(),
      shownGuards(),
      ui({
        root,
        autoImport: false,
        components: { dirs: [], dts: false },
        colorMode: true,
        // The window asks the network for nothing: every icon named in the source is in the bundle, and a name
        // that means no icon fails the build.
        icon: { clientBundle: { icons: iconsNamedIn(from('src/renderer')), sizeLimitKb: 512 } },
        ui: {
          colors: {
            primary: 'harbour',
            neutral: 'quay',
            success: 'emerald',
            warning: 'amber',
            error: 'red',
            info: 'sky',
          },
          // In a low window the middle scrolls, and what stands above and below keeps its height.
          // A title or file name without a space is broken rather than cut off.
          modal: { slots: { header: 'shrink-0 wrap-anywhere', footer: 'shrink-0' } },
        },
      }),
    ],
  },
})
