// `npm run bench`: how fast and how small, from a fresh clone on. Names of single benchmarks may follow after `--`:
// upload, intake, window, event-loop, library, bulk.

import path from 'node:path'
import { fromRoot, projectRoot } from './lib/paths.mjs'
import { hasCommand } from './lib/process.mjs'
import { runInSession } from './lib/session.mjs'
import { main, setUp } from './lib/setup.mjs'
import { ensureSystem, sandboxFlags } from './lib/system.mjs'

const PROGRAMS = {
  run: 'bench/run.ts',
  upload: 'bench/programs/upload.ts',
  intake: 'bench/programs/intake.ts',
  library: 'bench/programs/library.ts',
  bulk: 'bench/programs/bulk.ts',
  profile: 'bench/programs/profile.ts',
  'electron-hook': 'bench/programs/electron-hook.ts',
  'bare-window': 'bench/programs/bare-window.ts',
  demo: 'src/demo-instance/cli.ts',
  'hash-worker': 'src/main/hash-worker.ts',
  'library-worker': 'src/main/library-worker.ts',
}

const CURL = { name: 'curl', debian: 'curl', isThere: () => hasCommand('curl') }

/** Bundles the benchmark's programs as the app's own are: one file each, native modules outside. */
async function buildPrograms(folder) {
  const { build } = await import('vite')
  for (const [name, source] of Object.entries(PROGRAMS)) {
    await build({
      root: projectRoot,
      configFile: false,
      logLevel: 'warn',
      resolve: { alias: { '@shared': fromRoot('src', 'shared') } },
      ssr: { noExternal: true, external: ['libsql', 'keytar', 'electron'] },
      build: {
        ssr: fromRoot(source),
        target: 'node18',
        outDir: folder,
        emptyOutDir: false,
        rolldownOptions: { output: { format: 'cjs', entryFileNames: `${name}.cjs` } },
      },
    })
  }
}

await main(async () => {
  const electron = await setUp('session')
  await ensureSystem([CURL])
  if (!hasCommand('curl')) throw new Error('The uploads are measured against curl: please install it.')
  const programs = fromRoot('bench-output', 'programs')
  await buildPrograms(programs)
  const env = {
    LONGSHORE_BENCH_ROOT: projectRoot,
    LONGSHORE_BENCH_ELECTRON: electron,
    LONGSHORE_BENCH_FLAGS: JSON.stringify(sandboxFlags(electron)),
    ELECTRON_RUN_AS_NODE: undefined,
  }
  return runInSession(process.execPath, [path.join(programs, 'run.cjs'), ...process.argv.slice(2)], { env })
})
