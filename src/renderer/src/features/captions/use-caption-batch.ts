import type { BatchFile, CaptionEntry } from '@shared/captions/caption'
import { computed, ref, shallowRef } from 'vue'
import { api, toAppError } from '../../api'
import { useErrorText } from '../../composables/use-error-text'
import { isReady, lineOf, replacedBy, type BatchLine } from './batch-lines'

export interface BatchVideo {
  accountId: string
  uuid: string
  name: string
}

/** Caption files for these videos: where each goes, what is there already, and an edit for each that is ticked. */
export function useCaptionBatch(videos: readonly BatchVideo[]) {
  const errorText = useErrorText()
  const lines = ref<BatchLine[]>([])
  const there = shallowRef(new Map<string, readonly CaptionEntry[] | null>())
  const asked = new Set<string>()
  const isSending = ref(false)
  const ready = computed(() => lines.value.filter((line) => isReady(line, lines.value, there.value)))
  const accountOf = (target: string | null) => videos.find(({ uuid }) => uuid === target)?.accountId

  function take(files: readonly BatchFile[]): void {
    const only = videos.length === 1 ? (videos[0]?.uuid ?? null) : null
    lines.value = files.map((file) => lineOf(file, only))
    for (const { problem, target } of lines.value) if (problem === null) void look(target)
  }

  /** What the video has already. */
  async function look(target: string | null): Promise<void> {
    const accountId = accountOf(target)
    if (accountId === undefined || target === null || asked.has(target)) return
    asked.add(target)
    const list = await api.call('captions.list', { accountId, uuid: target }).catch(() => null)
    there.value = new Map(there.value).set(target, list?.captions ?? null)
  }

  function aim(line: BatchLine, where: Partial<Pick<BatchLine, 'target' | 'spoken'>>): void {
    Object.assign(line, where)
    // What was agreed for another place says nothing of this one.
    line.ticked = null
    void look(line.target)
  }

  async function send(): Promise<void> {
    isSending.value = true
    for (const line of ready.value) {
      line.done = 'sending'
      try {
        await sendOne(line)
        line.done = 'sent'
      } catch (error) {
        line.done = 'failed'
        line.words = errorText(toAppError(error)).title
      }
    }
    isSending.value = false
  }

  async function sendOne(line: BatchLine): Promise<void> {
    const { id, target: uuid, spoken: language } = line
    const accountId = accountOf(uuid)
    if (accountId === undefined || uuid === null || language === null) return
    const found = replacedBy(line, there.value)
    const seen = typeof found === 'string' ? null : found
    const base = typeof found === 'string' ? {} : { base: seen?.version ?? null }
    const replacesDraft = seen?.isDraft === true
    await api.call('captions.sendBatchFile', { accountId, uuid, language, id, ...base, replacesDraft })
  }

  return { lines, there, ready, isSending, accountOf, take, aim, send }
}
