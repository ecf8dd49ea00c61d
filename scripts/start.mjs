// `npm start`: opens the app, from a fresh clone on. Arguments after `--` go to the app.

import { hasDisplay, startDisplay } from './lib/display.mjs'
import { fromRoot } from './lib/paths.mjs'
import { run } from './lib/process.mjs'
import { main, setUp } from './lib/setup.mjs'
import { sandboxFlags } from './lib/system.mjs'

await main(async () => {
  const headless = !hasDisplay()
  const electron = await setUp(headless ? 'display' : 'window')
  const screen = headless ? await startDisplay() : undefined
  if (screen) console.log(`No display here: the app runs unseen, on an Xvfb (${screen.env.DISPLAY}).`)
  const env = { ...process.env, ...screen?.env, ELECTRON_RUN_AS_NODE: undefined }
  console.log('Opening Longshore')
  const code = await run(electron, [fromRoot(), ...sandboxFlags(electron), ...process.argv.slice(2)], { env })
  await screen?.stop()
  return code
})
