import { PLAYER_THEME } from '@shared/uploads/draft-values'
import { useI18n } from 'vue-i18n'

const KNOWN: readonly string[] = Object.values(PLAYER_THEME)
const OF_CHANNEL = [PLAYER_THEME.instance, PLAYER_THEME.galaxy, PLAYER_THEME.lucide]

interface ThemeItem {
  value: string
  label: string
}

/** Themes of the player, as people read them. */
export function usePlayerThemes() {
  const { t } = useI18n()

  /** A theme of a later PeerTube is called as that calls it. */
  function label(theme: string): string {
    return KNOWN.includes(theme) ? t(`player.theme.${theme}`) : theme
  }

  /** Those that can be chosen, and the one that is. */
  function items(of: 'video' | 'channel', now: string | undefined): ThemeItem[] {
    const themes: string[] = of === 'video' ? [PLAYER_THEME.channel, ...OF_CHANNEL] : OF_CHANNEL
    const others = now === undefined || themes.includes(now) ? [] : [now]
    return [...themes, ...others].map((value) => ({ value, label: label(value) }))
  }

  return { label, items }
}
