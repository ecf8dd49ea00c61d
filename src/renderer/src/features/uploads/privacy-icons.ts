import { PRIVACY } from '@shared/uploads/draft-values'

/** Icon and i18n key (under `uploads.privacy`) of the privacies that PeerTube has. */
export const PRIVACY_ICONS: Record<number, { icon: string; key: string }> = {
  [PRIVACY.public]: { icon: 'i-lucide-globe', key: 'public' },
  [PRIVACY.unlisted]: { icon: 'i-lucide-link', key: 'unlisted' },
  [PRIVACY.private]: { icon: 'i-lucide-lock', key: 'private' },
  [PRIVACY.internal]: { icon: 'i-lucide-users', key: 'internal' },
  [PRIVACY.passwordProtected]: { icon: 'i-lucide-key-round', key: 'password' },
}
