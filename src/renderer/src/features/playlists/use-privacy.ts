import { PLAYLIST_PRIVACY } from '@shared/playlists/playlist'
import { useI18n } from 'vue-i18n'

/** Words and pictures of who may see a playlist. */
export function usePrivacy() {
  const { t } = useI18n()

  function word(privacy: number): string {
    if (privacy === PLAYLIST_PRIVACY.public) return t('playlists.privacy.public')
    return privacy === PLAYLIST_PRIVACY.unlisted
      ? t('playlists.privacy.unlisted')
      : t('playlists.privacy.private')
  }

  function icon(privacy: number): string {
    if (privacy === PLAYLIST_PRIVACY.public) return 'i-lucide-globe'
    return privacy === PLAYLIST_PRIVACY.unlisted ? 'i-lucide-link' : 'i-lucide-lock'
  }

  return { word, icon }
}
