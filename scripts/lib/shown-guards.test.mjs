import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fromRoot } from './paths.mjs'
import { showGuard } from './shown-guards'

describe('showGuard', () => {
  it('knows the guard of the component library that is installed', () => {
    const code = fs.readFileSync(
      fromRoot('node_modules', 'reka-ui', 'dist', 'Toast', 'FocusProxy.js'),
      'utf8',
    )
    expect(showGuard(code)).toContain('feature: "focus-guard"')
  })

  it('fails where the library has other ones', () => {
    expect(() => showGuard('other')).toThrow('reka-ui')
  })
})
