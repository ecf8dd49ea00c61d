import type Hls from 'hls.js'
import { onBeforeUnmount, onMounted, ref, watch } from 'vue'
import { api } from '../api'

/** A video of the library, or the address of one on the app's own protocol. */
export type VideoSource = string | { accountId: string; uuid: string }

const keyOf = (source: VideoSource): string =>
  typeof source === 'string' ? source : `${source.accountId} ${source.uuid}`

/**
 * Puts a video into an element: its file, or its stream where the instance of a video of the library keeps picture and
 * sound apart.
 */
export function usePlayedVideo(source: () => VideoSource, element: () => HTMLVideoElement | null) {
  const isBroken = ref(false)
  let player: Hls | null = null
  /** What was begun last; answers for anything else come too late. */
  let number = 0

  function stop(): void {
    number += 1
    player?.destroy()
    player = null
    element()?.removeAttribute('src')
  }

  async function begin(): Promise<void> {
    stop()
    isBroken.value = false
    const mine = number
    const wanted = source()
    if (typeof wanted === 'string') {
      show(wanted, mine)
      return
    }
    const { accountId, uuid } = wanted
    try {
      const kind = await api.call('library.playback', { accountId, uuid })
      if (mine !== number) return
      if (kind === 'stream') await stream(`/local/remote-stream/${accountId}/${uuid}/stream.m3u8`, mine)
      else if (kind === 'file') show(`/local/remote-video/${accountId}/${uuid}`, mine)
      else isBroken.value = true
    } catch {
      if (mine === number) isBroken.value = true
    }
  }

  /** A new address each time: what failed is not to be remembered. */
  function show(address: string, mine: number): void {
    const video = element()
    if (video !== null) video.src = `${address}?${String(mine)}`
  }

  async function stream(address: string, mine: number): Promise<void> {
    const { default: Player } = await import('hls.js')
    const video = element()
    if (mine !== number || video === null) return
    if (!Player.isSupported()) {
      isBroken.value = true
      return
    }
    // A worker would come from a blob, which this page may not run.
    const hls = new Player({ enableWorker: false, capLevelToPlayerSize: true, maxBufferLength: 20 })
    player = hls
    hls.on(Player.Events.ERROR, (_event, { fatal }) => {
      if (fatal && player === hls) onError()
    })
    hls.loadSource(address)
    hls.attachMedia(video)
  }

  function onError(): void {
    // Taking the source away is no failure.
    if (player === null && element()?.getAttribute('src') == null) return
    stop()
    isBroken.value = true
  }

  onMounted(begin)
  watch(
    () => keyOf(source()),
    () => void begin(),
  )
  onBeforeUnmount(stop)

  return { isBroken, retry: begin, onError }
}
