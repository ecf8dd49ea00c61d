/**
 * What PeerTube calls its categories, licences and privacies, in the order of its own numbers, and their French names.
 * Servers send the English ones whatever language is asked for.
 */
export const SERVER_WORDS_FR: Readonly<Record<string, string>> = {
  Music: 'Musique',
  Films: 'Films',
  Vehicles: 'Véhicules',
  Art: 'Art',
  Sports: 'Sports',
  Travels: 'Voyages',
  Gaming: 'Jeux vidéo',
  People: 'Personnalités',
  Comedy: 'Humour',
  Entertainment: 'Divertissement',
  'News & Politics': 'Actualités et politique',
  'How To': 'Tutoriels',
  Education: 'Éducation',
  Activism: 'Militantisme',
  'Science & Technology': 'Sciences et technologies',
  Animals: 'Animaux',
  Kids: 'Enfants',
  Food: 'Cuisine',
  Attribution: 'Attribution',
  'Attribution - Share Alike': 'Attribution, partage dans les mêmes conditions',
  'Attribution - No Derivatives': 'Attribution, pas de modification',
  'Attribution - Non Commercial': 'Attribution, pas d’usage commercial',
  'Attribution - Non Commercial - Share Alike':
    'Attribution, pas d’usage commercial, partage dans les mêmes conditions',
  'Attribution - Non Commercial - No Derivatives': 'Attribution, pas d’usage commercial, pas de modification',
  'Public Domain Dedication': 'Domaine public',
  Public: 'Publique',
  Unlisted: 'Non listée',
  Private: 'Privée',
  Internal: 'Interne',
  'Password protected': 'Protégée par mot de passe',
}
