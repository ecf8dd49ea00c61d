import { onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { RowFrames } from './row-frames'
import { takeRowFrame } from './take-row-frame'

/** One line of work for all rows of the window. */
const frames = new RowFrames(takeRowFrame)

/** The address of a frame of this upload's local video, while `wanted`; null until there is one. */
export function useRowFrame(id: () => string, wanted: () => boolean): Readonly<Ref<string | null>> {
  const url = ref<string | null>(null)
  let takeBack = (): void => undefined
  watch(
    [id, wanted],
    () => {
      takeBack()
      url.value = null
      if (!wanted()) return
      takeBack = frames.wish(id(), (address) => {
        url.value = address
      })
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    takeBack()
  })
  return url
}
