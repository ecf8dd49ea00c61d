import type { Batch } from '@shared/library/batch'
import type { EditCounts } from '@shared/library/edit'
import { describe, expect, it } from 'vitest'
import { phaseOf, stateFilters, verbsOf } from './batch-state'

const NONE: EditCounts = {
  planned: 0,
  refused: 0,
  held: 0,
  waiting: 0,
  sending: 0,
  conflict: 0,
  failed: 0,
  done: 0,
}

function batch(part: Partial<Batch>, counts: Partial<EditCounts> = {}): Batch {
  return {
    id: 'b',
    kind: 'edit',
    label: '',
    state: 'planning',
    createdAt: 0,
    progress: null,
    partly: 0,
    lossy: 0,
    error: null,
    report: null,
    ...part,
    counts: { ...NONE, ...counts },
  }
}

describe('how a batch stands', () => {
  it.each([
    [batch({ progress: { read: 1, asked: 0, total: null } }), 'making', ['discard']],
    [batch({ error: { code: 'internal', details: {} } }, { planned: 3 }), 'broken', ['discard', 'form']],
    [batch({}, { planned: 3, refused: 1 }), 'preview', ['discard', 'form', 'run']],
    [batch({ kind: 'import' }, { refused: 1 }), 'preview', ['discard']],
    [batch({ state: 'running' }, { waiting: 1, failed: 1 }), 'running', ['revoke', 'retry', 'pause']],
    [batch({ state: 'paused' }, { waiting: 1 }), 'paused', ['revoke', 'resume']],
    [batch({ state: 'running' }, { done: 2, failed: 1 }), 'finished', ['undo', 'retry']],
    [batch({ state: 'running', partly: 1 }, { failed: 1 }), 'finished', ['undo', 'retry']],
    [batch({ state: 'paused', kind: 'delete' }, { done: 2 }), 'finished', []],
  ] as const)('%#: %j', (one, phase, verbs) => {
    expect(phaseOf(one)).toBe(phase)
    expect(verbsOf(one)).toEqual(verbs)
  })

  it('offers the states that occur, and the chosen one', () => {
    expect(stateFilters({ ...NONE, planned: 2, refused: 1 }, 'failed')).toEqual([
      { name: 'all', count: 3 },
      { name: 'planned', count: 2 },
      { name: 'failed', count: 0 },
      { name: 'refused', count: 1 },
    ])
  })
})
