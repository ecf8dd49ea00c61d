// `npm run demo`: the main job, unattended, from a fresh clone on. Screenshots go to demo-output/.

import { fromRoot } from './lib/paths.mjs'
import { runInSession } from './lib/session.mjs'
import { main, setUp } from './lib/setup.mjs'

await main(async () => {
  await setUp('session')
  const cli = fromRoot('node_modules', '@playwright', 'test', 'cli.js')
  const code = await runInSession(process.execPath, [
    cli,
    'test',
    '--config',
    'e2e/demo/playwright.config.ts',
  ])
  console.log(code === 0 ? '\nAll three videos arrived, byte for byte, once.' : '\nThe demo failed.')
  return code
})
