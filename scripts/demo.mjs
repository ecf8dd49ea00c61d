// `npm run demo`: the main job, unattended, from a fresh clone on. Screenshots go to demo-output/.
// `npm run screenshots` (the argument `screenshots`): the pictures in docs/screenshots/, anew.

import { fromRoot } from './lib/paths.mjs'
import { runInSession } from './lib/session.mjs'
import { main, setUp } from './lib/setup.mjs'

await main(async () => {
  await setUp('session')
  const cli = fromRoot('node_modules', '@playwright', 'test', 'cli.js')
  const story = process.argv[2] ?? 'main-job'
  const args = [cli, 'test', story, '--config', 'e2e/demo/playwright.config.ts']
  const code = await runInSession(process.execPath, args)
  if (code !== 0) console.log(`\nFailed: ${story}`)
  else if (story === 'main-job') console.log('\nAll three videos arrived, byte for byte, once.')
  return code
})
