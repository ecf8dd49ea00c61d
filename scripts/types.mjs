// `npm run types`: each part of the code against the types it may know. The build comes first because it writes
// the types of the components' themes, which the renderer's check reads.

import { ensureBuild } from './lib/build.mjs'
import { fromRoot } from './lib/paths.mjs'
import { run } from './lib/process.mjs'
import { main } from './lib/setup.mjs'

const CHECKS = [
  ['typescript/bin/tsc', 'tsconfig.shared.json'],
  ['typescript/bin/tsc', 'tsconfig.node.json'],
  ['typescript/bin/tsc', 'tsconfig.preload.json'],
  ['typescript/bin/tsc', 'tsconfig.e2e.json'],
  ['vue-tsc/bin/vue-tsc.js', 'tsconfig.renderer.json'],
]

await main(async () => {
  await ensureBuild()
  let failed = false
  for (const [tool, project] of CHECKS) {
    const code = await run(process.execPath, [fromRoot('node_modules', tool), '-p', project])
    failed ||= code !== 0
  }
  return failed ? 1 : 0
})
