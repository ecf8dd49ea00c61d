// `npm run build`: the app into out/, unless nothing changed.

import { ensureBuild } from './lib/build.mjs'
import { main } from './lib/setup.mjs'

await main(() => ensureBuild())
