import { emptyDraft, type DraftField } from '@shared/uploads/draft'
import { describe, expect, it } from 'vitest'
import { sectionOf } from './sections'

describe('sections', () => {
  it('knows where each field of a draft stands', () => {
    const fields = Object.keys(emptyDraft('x')) as DraftField[]
    expect(fields.filter((field) => sectionOf(field) === undefined)).toEqual([])
    expect(sectionOf('file')).toBeUndefined()
  })
})
