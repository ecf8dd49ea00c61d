import { describe, expect, it } from 'vitest'
import { replaceValuelessRegistrations } from './empty-fallbacks'

describe('replaceValuelessRegistrations', () => {
  it('takes out registrations without a value and keeps the property from being inherited', () => {
    const css = '.a{color:red}@property --tw-ring-inset { syntax: "*"; inherits: false }'
    const result = replaceValuelessRegistrations(css)
    expect(result).not.toContain('@property')
    expect(result).toContain('.a{color:red}')
    expect(result).toContain('@layer properties{*,::before,::after,::backdrop{--tw-ring-inset:initial;}}')
  })

  it('leaves registrations with a value alone', () => {
    const css = '@property --tw-shadow{syntax:"*";inherits:false;initial-value:0 0 #0000}'
    expect(replaceValuelessRegistrations(css)).toBe(css)
  })
})
