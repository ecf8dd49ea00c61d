import type { Envelope } from '@shared/ipc/contract'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, shallowRef, type EffectScope } from 'vue'
import { useFormDraft } from './use-form-draft'

const AT = { accountId: 'account', key: 'channel/1' }
const CALM = { name: 'Rivers', description: '', support: '' }

type Form = typeof CALM

/** A window whose main process keeps forms. */
class KeepingWindow extends EventTarget {
  readonly forms = new Map<string, string>()
  readonly longshore = {
    call: (name: string, { key, value }: { key: string; value: string }): Promise<Envelope> => {
      if (name === 'forms.put') this.forms.set(key, value)
      if (name === 'forms.remove') this.forms.delete(key)
      return Promise.resolve({
        ok: true,
        value: name === 'forms.get' ? (this.forms.get(key) ?? null) : undefined,
      })
    },
  }
}

let page: KeepingWindow
let scope: EffectScope

beforeEach(() => {
  page = new KeepingWindow()
  vi.stubGlobal('window', page)
})
afterEach(() => {
  scope.stop()
})

/** A form that is open, and the copy that it is about. */
async function opened(texts: Partial<Form> = {}) {
  const copy = shallowRef<Form>({ ...CALM, ...texts })
  const form = ref<Form>({ ...copy.value })
  scope = effectScope()
  const draft = scope.run(() =>
    useFormDraft(
      () => AT,
      form,
      () => copy.value,
    ),
  )
  if (draft === undefined) throw new Error('the scope has ended')
  await vi.waitUntil(() => draft.ready.value)
  const type = async (typed: Partial<Form>): Promise<void> => {
    Object.assign(form.value, typed)
    await nextTick()
  }
  /** A sync brings what somebody else changed. */
  const bring = async (changed: Partial<Form>): Promise<void> => {
    copy.value = { ...copy.value, ...changed }
    await nextTick()
  }
  return { form, draft, type, bring }
}

const THEIRS = { description: 'Theirs', support: 'Their support' }

describe('a form that is open while a sync brings changes of somebody else', () => {
  it('shows them where nobody typed, and knows what its typed fields said before', async () => {
    const { form, draft, type, bring } = await opened()
    await type({ description: 'M' })
    await bring(THEIRS)
    await type({ description: 'Mine' })
    expect(form.value).toEqual({ name: 'Rivers', description: 'Mine', support: 'Their support' })
    expect(draft.seen()).toEqual({ name: 'Rivers', description: '', support: 'Their support' })
  })

  it('knows it also of a field that is typed into in the same moment', async () => {
    const { form, draft, type, bring } = await opened()
    await Promise.all([type({ support: 'Thanks' }), bring(THEIRS)])
    expect(form.value).toMatchObject({ description: 'Theirs', support: 'Thanks' })
    expect(draft.seen()).toMatchObject({ description: 'Theirs', support: '' })
  })

  it('follows again where it was set back, and where both say the same', async () => {
    const { form, draft, type, bring } = await opened()
    await type({ description: 'Mine', support: 'Thanks' })
    await type({ description: '' })
    await bring({ description: 'Theirs', support: 'Thanks' })
    expect(draft.changed.value).toBe(false)
    await bring({ support: 'Thank you' })
    expect(form.value).toMatchObject({ description: 'Theirs', support: 'Thank you' })
  })
})

describe('what was typed and not saved', () => {
  it('does not bring old values of other fields back after a restart', async () => {
    const first = await opened()
    await first.type({ description: 'Mine' })
    first.draft.flush()
    scope.stop()
    const { form, draft } = await opened(THEIRS)
    expect(draft.restored.value).toBe(true)
    expect(form.value).toEqual({ name: 'Rivers', description: 'Mine', support: 'Their support' })
    expect(draft.seen()).toMatchObject({ description: '', support: 'Their support' })
    draft.flush()
    expect(JSON.parse(page.forms.get(AT.key) ?? '')).toEqual({
      base: { description: '' },
      typed: { description: 'Mine' },
    })
  })

  it('is still read when the whole form was kept', async () => {
    page.forms.set(AT.key, JSON.stringify({ ...CALM, description: 'Mine' }))
    const { form, draft } = await opened({ name: 'Rivers' })
    expect(draft.restored.value).toBe(true)
    expect(form.value.description).toBe('Mine')
    expect(draft.seen()).toEqual(CALM)
  })

  it('is no more than what is there already', async () => {
    const first = await opened()
    await first.type({ description: 'Mine' })
    first.draft.flush()
    scope.stop()
    const { draft } = await opened({ description: 'Mine' })
    expect(draft.restored.value).toBe(false)
  })
})

describe('a form that was saved', () => {
  it('is forgotten, and keeps what was typed meanwhile over what was saved', async () => {
    const { form, draft, type, bring } = await opened()
    await type({ description: 'Mine' })
    draft.flush()
    const [saved, seen] = [{ ...form.value }, draft.seen()]
    await type({ description: 'Mine, longer' })
    await bring({ description: 'Mine' })
    await draft.settle(saved, seen)
    expect(page.forms.size).toBe(0)
    expect(form.value.description).toBe('Mine, longer')
    expect(draft.seen().description).toBe('Mine')
  })

  it('does not take what somebody else changed meanwhile for typed', async () => {
    const { form, draft, type, bring } = await opened()
    await type({ description: 'Mine' })
    const [saved, seen] = [{ ...form.value }, draft.seen()]
    await bring({ description: 'Mine', support: 'Their support' })
    await draft.settle(saved, seen)
    expect(form.value).toMatchObject({ description: 'Mine', support: 'Their support' })
    expect(draft.changed.value).toBe(false)
  })

  it('goes on saying it while the copy is an old one', async () => {
    const { form, draft, type, bring } = await opened()
    await type({ description: 'Mine' })
    await draft.settle({ ...form.value }, draft.seen())
    expect([form.value.description, draft.changed.value]).toEqual(['Mine', false])
    await bring({ description: 'Mine', support: 'Their support' })
    expect(form.value).toMatchObject({ description: 'Mine', support: 'Their support' })
  })

  it('lets go of what is said with it once', async () => {
    const { form, draft, type, bring } = await opened()
    await type({ name: 'For all videos', description: 'Mine' })
    const [saved, seen] = [{ ...form.value }, draft.seen()]
    await bring({ description: 'Mine' })
    await draft.settle(saved, seen)
    expect(form.value).toMatchObject({ name: 'Rivers', description: 'Mine' })
    expect(draft.changed.value).toBe(false)
  })
})
